import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { FeedTail } from '../feed/feed.module.js';
import { METRICS, type Metrics } from './metrics.js';

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
