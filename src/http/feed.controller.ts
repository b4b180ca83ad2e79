import type { OutgoingHttpHeaders } from 'node:http';
import { Controller, Get, Headers, Inject, Logger, Optional, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Identity } from '../access/identity.js';
import { Reach } from '../access/rows/reach.js';
import { FeedTail } from '../feed/feed.module.js';
import { firstPage, type TailPage } from '../feed/log-tail.js';
import { PUBLIC_URL } from './contract.controller.js';
import { feedRequest, type FeedRequest } from './feed-request.js';
import { type SseFrame, sseFrames, SseWriter } from './sse-writer.js';

export const FEED_SETTINGS = Symbol('FeedSettings');

export interface FeedSettings {
  /** Between two signs of life on an idle stream: below the minute after which common proxies cut. */
  readonly heartbeatMs: number;
  /** How soon a client whose stream was cut should come back. */
  readonly retryMs: number;
  /** How long a client waits for the log to confirm its position before it is told that the log does not answer. */
  readonly patienceMs: number;
}

export const DEFAULT_FEED_SETTINGS: FeedSettings = { heartbeatMs: 15_000, retryMs: 2_000, patienceMs: 5_000 };

/** The event feed for integrations: Server-Sent Events that resume from any position. */
@Controller()
export class FeedController {
  private readonly logger = new Logger(FeedController.name);
  private readonly frame: SseFrame;

  constructor(
    @Inject(FeedTail) private readonly tail: FeedTail,
    @Inject(Reach) private readonly reach: Reach,
    @Inject(FEED_SETTINGS) private readonly settings: FeedSettings,
    @Optional() @Inject(PUBLIC_URL) publicUrl?: string,
  ) {
    this.frame = sseFrames(publicUrl);
  }

  @Get('feed/events')
  async events(
    @Query() query: Record<string, unknown>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = feedRequest(query, lastEventId);
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const { identity } = reply.request;
    if (!identity) throw new Error('The feed is not behind the gate that says who asks');
    const { after, until } = await this.tail.stretch({ ...asked, ends: asked.limit !== Infinity });
    const pages = this.tail.from(after, { ...asked.filter, audience: this.reach.along(identity) }, gone.signal, until);
    try {
      const first = await firstPage(pages, this.settings.patienceMs, { after, field: asked.afterIn });
      this.takeOver(reply);
      if (first && reply.request.method !== 'HEAD') {
        await this.stream(reply, { first, pages }, asked.limit, gone, identity);
      }
    } finally {
      gone.abort();
      // Where the first page was enough nobody has ended it yet.
      await pages.return();
      if (reply.sent) reply.raw.end();
    }
  }

  /** From here on the answer is written by hand; headers that hooks have set (cross-origin, request id) are kept. */
  private takeOver(reply: FastifyReply): void {
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      // A stream that ends while the server stops would leave an idle connection behind, and the server waits for those.
      connection: 'close',
    });
  }

  private async stream(
    reply: FastifyReply,
    { first, pages }: { first: TailPage; pages: AsyncIterable<TailPage> },
    limit: FeedRequest['limit'],
    gone: AbortController,
    identity: Identity,
  ): Promise<void> {
    const { signal } = gone;
    const writer = new SseWriter(reply.raw, this.frame, signal);
    writer.begin(this.settings.retryMs);
    // A stream outlives a token, a key or a session: whoever may no longer ask is told no more.
    const beat = async () => {
      if (!(await identity.stillHolds())) return gone.abort();
      // It may have ended while that was asked.
      if (!signal.aborted) writer.heartbeat();
    };
    const heart = setInterval(() => void beat(), this.settings.heartbeatMs);
    try {
      let left = limit;
      for await (const { events, position } of startingWith(first, pages)) {
        if (!identity.holds()) return;
        const wanted = events.slice(0, left);
        await writer.write(wanted, position);
        left -= wanted.length;
        if (left <= 0) return;
      }
    } catch (error) {
      // A client that has gone is no failure. Any other error can no longer be answered: the stream ends and the client comes back.
      if (!signal.aborted) this.logger.error('A feed was cut short', error);
    } finally {
      clearInterval(heart);
    }
  }
}

async function* startingWith(first: TailPage, rest: AsyncIterable<TailPage>): AsyncGenerator<TailPage> {
  yield first;
  yield* rest;
}
