import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { FeedTail } from '../feed/feed.module.js';

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
