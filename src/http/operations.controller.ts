import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { FeedTail } from '../feed/feed.module.js';

/** Who knows whether this process can do its work; the app's composition provides it. */
export const READINESS = Symbol('Readiness');

export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Readiness {
  /** Not ready means stalled or cut off. A projection that is merely behind is ready: restarting it would only set it back. */
  check(): Promise<{ readonly ready: boolean; readonly checks: readonly ReadinessCheck[] }>;
}

/** For those who start, watch and replace processes. */
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS) private readonly readiness: Readiness) {}

  /** Alive means that it answers: a process whose stores are away must not be killed for it. */
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

/** Who keeps this process's numbers; the app's composition provides it. */
export const METRICS = Symbol('Metrics');

export interface Metrics {
  readonly contentType: string;
  /** All numbers as of now, in Prometheus' text format. Answers also while the stores do not. */
  text(): Promise<string>;
  /** Tells how to count the readers of the feed, subscribers of GraphQL included. */
  countReaders(count: () => number): void;
}

/** For Prometheus and whatever speaks its format. Numbers only: no ids, no texts. */
@Controller()
export class MetricsController {
  constructor(
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(FeedTail) tail: FeedTail,
  ) {
    metrics.countReaders(() => tail.readerCount);
  }

  @Get('metrics')
  async text(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.contentType);
    return this.metrics.text();
  }
}
