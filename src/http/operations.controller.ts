import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { FeedTail } from '../feed/feed.module.js';

/** Injection token of the Readiness check; provided by the app. */
export const READINESS = Symbol('Readiness');

export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Readiness {
  /** Not ready means stalled or disconnected. A projection that is merely behind is ready: a restart would only set it back. */
  check(): Promise<{ readonly ready: boolean; readonly checks: readonly ReadinessCheck[] }>;
}

/** Health endpoints, for process supervisors and load balancers. */
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS) private readonly readiness: Readiness) {}

  /** Alive means that the process answers: it must not be killed because a store is unreachable. */
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Awaited<ReturnType<Readiness['check']>>> {
    const answer = await this.readiness.check();
    void reply.status(answer.ready ? 200 : 503);
    return answer;
  }
}

/** Injection token of the process's metrics; provided by the app. */
export const METRICS = Symbol('Metrics');

export interface Metrics {
  readonly contentType: string;
  /** All metrics in Prometheus' text format. Works also while the stores are unreachable. */
  text(): Promise<string>;
  /** Registers a function that counts the readers of the feed, including GraphQL subscribers. */
  countReaders(count: () => number): void;
}

/** Metrics for Prometheus and compatible scrapers. Numbers only: no ids, no texts. */
@Controller()
export class MetricsController {
  constructor(
    @Inject(METRICS) private readonly metrics: Metrics,
    tail: FeedTail,
  ) {
    metrics.countReaders(() => tail.readerCount);
  }

  @Get('metrics')
  async text(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.contentType);
    return this.metrics.text();
  }
}
