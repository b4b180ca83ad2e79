import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { type BeforeApplicationShutdown, Controller, Get, Headers, Inject, Logger, Optional, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Identity } from '../access/identity.js';
import { withDeadline } from '../clock.js';
import { Reach } from '../access/rows/reach.js';
import { FeedTail } from '../feed/feed.module.js';
import { firstPage, type TailPage, type Place } from '../feed/log-tail.js';
import { PUBLIC_URL } from './contract.controller.js';
import { onceGone } from './once-gone.js';
import { RapportError } from '../domain/kernel/errors.js';
import type { Reason } from '../domain/kernel/reasons.js';
import { ID_PATTERN } from '../domain/kernel/fields.js';
import { type FeedFilter, requireStream, requireTypes } from '../feed/feed-filter.js';
import { once } from 'node:events';
import type { Position, RecordedEvent } from '../domain/kernel/event.js';
import { toCloudEvent } from '../feed/cloud-event.js';

/** Injection token of the FeedSettings. */
export const FEED_SETTINGS = Symbol('FeedSettings');

export interface FeedSettings {
  /** The interval of heartbeats on an idle stream. Common proxies cut an idle connection after a minute. */
  readonly heartbeatMs: number;
  /** The delay after which a client with a broken stream should reconnect. */
  readonly retryMs: number;
  /** How long the log may take to confirm a client's position before the client gets an error. */
  readonly patienceMs: number;
}

export const DEFAULT_FEED_SETTINGS: FeedSettings = { heartbeatMs: 15_000, retryMs: 2_000, patienceMs: 5_000 };

/** How long clients may take to receive the end of their streams when the server stops. */
const ENDING_MS = 1_000;

/** The event feed for integrations: Server-Sent Events, resumable from any position. */
@Controller()
export class FeedController implements BeforeApplicationShutdown {
  private readonly logger = new Logger(FeedController.name);
  private readonly frame: SseFrame;
  /** The responses that have not been sent to their end. */
  private readonly streams = new Set<ServerResponse>();

  constructor(
    private readonly tail: FeedTail,
    private readonly reach: Reach,
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
    onceGone(reply, () => gone.abort());
    const { identity } = reply.request;
    if (!identity) throw new Error('The feed route has no access check');
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
      // Ends the iterator in case the first page was enough.
      await pages.return();
      if (reply.sent) reply.raw.end();
    }
  }

  /**
   * Waits until the streams, which the tail has ended by now, have been sent to their end. The server then destroys all
   * connections, and a client would take a stream without its last bytes for a failed one.
   */
  async beforeApplicationShutdown(): Promise<void> {
    const sent = [...this.streams].map((stream) => new Promise<unknown>((resolve) => void stream.once('close', resolve)));
    await withDeadline(Promise.all(sent), ENDING_MS).catch(() => this.logger.warn('Clients of the feed did not take its end'));
  }

  /** From here on the response is written directly. Headers that hooks have set (CORS, request id) are kept. */
  private takeOver(reply: FastifyReply): void {
    reply.hijack();
    this.streams.add(reply.raw);
    reply.raw.once('close', () => this.streams.delete(reply.raw));
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      // Without this, a stream that ends during shutdown would leave an idle connection for which the server waits.
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
    // A stream may outlive its token, key or session, so permission is checked again with each heartbeat.
    const beat = async () => {
      if (!(await identity.stillHolds())) return gone.abort();
      // The stream may have ended during the check.
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
      // A disconnected client is no failure. After any other error it is too late for an error response: the stream ends and the
      // client reconnects.
      if (!signal.aborted) this.logger.error('A feed was interrupted', error);
    } finally {
      clearInterval(heart);
    }
  }
}

async function* startingWith(first: TailPage, rest: AsyncIterable<TailPage>): AsyncGenerator<TailPage> {
  yield first;
  yield* rest;
}

export interface FeedRequest {
  readonly after: Place;
  /** The source of `after`: the header takes precedence over the parameter. */
  readonly afterIn: 'after' | 'Last-Event-ID';
  readonly until?: Place;
  readonly filter: FeedFilter;
  /** The maximum number of events; Infinity when not limited. */
  readonly limit: number;
}

const PARAMETERS = ['after', 'until', 'limit', 'types', 'stream', 'department', 'team'] as const;
type Parameter = (typeof PARAMETERS)[number];

/**
 * Parses the request of a feed's client. `Last-Event-ID` takes precedence over `after`: a browser that reconnects repeats the
 * original address and adds the last id.
 * @throws RapportError INVALID_INPUT. Whether the position exists is checked by the log.
 */
export function feedRequest(query: Readonly<Record<string, unknown>>, lastEventId: string | undefined): FeedRequest {
  const given = parameters(query);
  return {
    after: lastEventId || (given.after === undefined ? 'start' : place('after', given.after)),
    afterIn: lastEventId ? 'Last-Event-ID' : 'after',
    ...(given.until === undefined ? {} : { until: place('until', given.until) }),
    filter: {
      ...(given.types === undefined ? {} : { types: requireTypes(given.types.split(',')) }),
      ...(given.stream === undefined ? {} : { stream: requireStream(given.stream) }),
      ...(given.department === undefined ? {} : { departmentId: id('department', given.department) }),
      ...(given.team === undefined ? {} : { teamId: id('team', given.team) }),
    },
    limit: given.limit === undefined ? Infinity : count(given.limit),
  };
}

function parameters(query: Readonly<Record<string, unknown>>): Partial<Record<Parameter, string>> {
  for (const [name, value] of Object.entries(query)) {
    if (!PARAMETERS.includes(name as Parameter)) {
      throw refuse(name, `"${name}" is not a parameter of the feed`, `The parameters are ${PARAMETERS.join(', ')}.`, {
        code: 'UNKNOWN_FIELD',
      });
    }
    if (typeof value !== 'string')
      throw refuse(name, `"${name}" is given more than once`, 'Give it once; separate types by commas.', {
        code: 'TOO_MANY',
        parameters: { most: 1 },
      });
  }
  return query;
}

function id(parameter: Parameter, value: string): string {
  if (new RegExp(ID_PATTERN).test(value)) return value;
  throw refuse(parameter, `"${value}" is not an id`, 'Ids consist of letters, digits, dashes and underscores.', {
    code: 'NOT_AN_ID',
  });
}

function place(parameter: 'after' | 'until', value: string): string {
  if (value !== '') return value;
  const first = parameter === 'after' ? '`start`, ' : '';
  throw refuse(parameter, `"${parameter}" is empty`, `Give a position, ${first}\`end\`, or leave it out.`, { code: 'BLANK' });
}

function count(value: string): number {
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value);
  throw refuse('limit', `"${value}" is not a number of events`, 'Give a whole number from 1, or leave it out.', {
    code: 'OUT_OF_RANGE',
    parameters: { least: 1, most: 1e15 - 1 },
  });
}

const refuse = (field: string, message: string, remedy: string, reason: Reason) =>
  new RapportError('INVALID_INPUT', message, { field, remedy, reasons: [{ field, ...reason }] });

export type SseFrame = (event: RecordedEvent) => string;

/**
 * Formats events as Server-Sent Events. Readers near the head share the event objects, so each event is formatted once for all
 * of them.
 * @param publicUrl the server's public address
 */
export function sseFrames(publicUrl: string | undefined): SseFrame {
  const frames = new WeakMap<RecordedEvent, string>();
  return (event) => {
    let frame = frames.get(event);
    if (frame === undefined) {
      frame = `id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(toCloudEvent(event, publicUrl))}\n\n`;
      frames.set(event, frame);
    }
    return frame;
  };
}

/** The chunk size: each write costs a system call, but a large one would hold a slow client's whole page in memory. */
const CHUNK_CHARACTERS = 64 * 1024;

/** Writes the feed to one client with backpressure. */
export class SseWriter {
  private lastId: Position | undefined;
  private reached: Position | undefined;

  constructor(
    private readonly response: ServerResponse,
    private readonly frame: SseFrame,
    private readonly signal: AbortSignal,
  ) {}

  /** Writes the first bytes: proxies forward a stream only once something arrives. Sets the client's reconnection delay. */
  begin(retryMs: number): void {
    this.response.write(`retry: ${retryMs}\n\n`);
  }

  /** Resolves when the client can take more. Rejects with an AbortError when it has disconnected. */
  async write(events: readonly RecordedEvent[], reached: Position): Promise<void> {
    let chunk = '';
    for (const event of events) {
      chunk += this.frame(event);
      if (chunk.length < CHUNK_CHARACTERS) continue;
      await this.send(chunk);
      chunk = '';
    }
    if (chunk !== '') await this.send(chunk);
    this.lastId = events.at(-1)?.position ?? this.lastId;
    this.reached = reached;
  }

  /**
   * Keeps an idle connection alive. Its id advances the client's position past events that the filter left out, so that a
   * reconnect does not scan them again.
   * Writes nothing to a client that has not read earlier data yet.
   */
  heartbeat(): void {
    if (this.response.writableNeedDrain) return;
    const place = this.reached && this.reached !== this.lastId ? `id: ${this.reached}\n` : '';
    this.response.write(`: alive\n${place}\n`);
    this.lastId = this.reached;
  }

  private async send(chunk: string): Promise<void> {
    if (!this.response.write(chunk)) await once(this.response, 'drain', { signal: this.signal });
  }
}
