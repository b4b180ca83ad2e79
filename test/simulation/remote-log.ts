import { RapportError } from '../../src/domain/kernel/errors.js';
import { START, type Position, type RecordedEvent } from '../../src/domain/kernel/event.js';
import {
  soleWriterLease,
  type Appended,
  type EventLog,
  type ExpectedRevision,
  type NewEvent,
  type ReadOptions,
  type ReadStreamOptions,
} from '../../src/event-log/event-log.js';
import { Notifier } from '../../src/waiting.js';
import { MemoryEventLog } from '../support/memory-event-log.js';
import type { Agenda } from './agenda.js';
import type { Machine } from './machine.js';
import { Server } from './remote.js';

type Page = readonly RecordedEvent[];

/** The log's server, shared by all processes. */
export class LogServer extends Server {
  readonly log = new MemoryEventLog({ now: () => this.agenda.now });
  readonly arrivals = new Notifier();
  /** When each event was appended. */
  private readonly appendedAt: number[] = [];

  constructor(
    agenda: Agenda,
    faults: number,
    /** Maximum events per page. */
    readonly pageSize: number,
  ) {
    super(agenda, 'LOG_UNAVAILABLE', faults);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    if (this.isFull) throw new RapportError('DISK_FULL', 'The simulated disk is full');
    const appended = await this.log.append(stream, expected, events);
    while (this.appendedAt.length < this.log.events.length) this.appendedAt.push(this.agenda.now);
    this.arrivals.notify();
    return appended;
  }

  /** The revisions that a stream has had since a moment. */
  revisionsSince(stream: string, since: number): readonly number[] {
    return this.statesSince(stream, since).map((events) => events.length - 1);
  }

  /** The totals that a counter's stream has had since a moment. */
  totalsSince(stream: string, since: number): readonly number[] {
    return this.statesSince(stream, since).map((events) =>
      events.reduce((sum, { data }) => sum + (data as { amount: number }).amount, 0),
    );
  }

  private statesSince(stream: string, since: number): readonly Page[] {
    const places = this.log.events.flatMap((event, index) => (event.stream === stream ? [index] : []));
    const stood = places.filter((index) => this.appendedAt[index]! < since).length;
    const events = places.map((index) => this.log.events[index]!);
    return Array.from({ length: places.length - stood + 1 }, (_, more) => events.slice(0, stood + more));
  }
}

/**
 * The log as seen by one process. `follow` is the worst case of at-least-once delivery: pages are cut at random, are repeated,
 * and old pages arrive after newer ones. Only the first deliveries are in order.
 */
export class RemoteLog implements EventLog {
  constructor(
    private readonly machine: Machine,
    private readonly server: LogServer,
  ) {}

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    return this.server.call(this.machine, `append ${events.length} to ${stream} at ${expected}`, () =>
      this.server.append(stream, expected, events),
    );
  }

  /** A local lease is enough, because no decision here depends on several streams. */
  withLease = soleWriterLease;

  async *readStream(
    stream: string,
    { from, maxCount = Infinity, direction = 'forwards' }: ReadStreamOptions = {},
  ): AsyncGenerator<Page> {
    if (direction !== 'forwards') throw new Error('Nobody here reads backwards');
    for (let next = from ?? 0, wanted = maxCount; wanted > 0;) {
      const limit = Math.min(wanted, this.server.pageSize);
      const page = await this.server.call(this.machine, `read ${stream} from ${next}`, () =>
        all(this.server.log.readStream(stream, { from: next, maxCount: limit })),
      );
      if (page.length > 0) yield page;
      if (page.length < limit) return;
      next += page.length;
      wanted -= page.length;
    }
  }

  eventAt(): Promise<RecordedEvent | undefined> {
    throw new Error('Nobody here reads a single event');
  }

  async *read(
    after: Position,
    { until, categories, signal }: ReadOptions & { readonly until?: Position } = {},
  ): AsyncGenerator<Page> {
    const end = until ?? (await this.head());
    for (let position = after; position < end && !signal?.aborted;) {
      const events = await this.after(position, end);
      if (signal?.aborted) return;
      position = events.at(-1)?.position ?? end;
      const page = events.filter(
        ({ stream }) => categories === undefined || categories.includes(stream.slice(0, stream.indexOf('-'))),
      );
      if (page.length > 0) yield page;
    }
  }

  async *follow(after: Position, { signal }: ReadOptions = {}): AsyncGenerator<Page> {
    const { agenda, log, faults } = this.server;
    const seen: RecordedEvent[] = [];
    for (let position = after, failures = 0; !signal?.aborted;) {
      let page: Page;
      try {
        page = await this.after(position);
        failures = 0;
      } catch (error) {
        if ((failures += 1) > 5) throw error;
        await this.machine.sleep(agenda.chance.between(10, 2_000), signal);
        continue;
      }
      if (page.length > 0) {
        position = page.at(-1)!.position;
        const again = agenda.chance.of(faults) ? seen.slice(-agenda.chance.below(9)) : [];
        const isBehind = agenda.chance.of(0.5);
        if (isBehind && again.length > 0) yield again;
        if (signal?.aborted) return;
        yield isBehind ? page : [...again, ...page];
        seen.push(...page);
        if (again.length > 0 && agenda.chance.of(0.5) && !signal?.aborted)
          yield seen.slice(0, agenda.chance.below(seen.length) + 1);
      } else if (position === (log.events.at(-1)?.position ?? START)) await this.news(signal);
    }
  }

  head(): Promise<Position> {
    return this.server.call(this.machine, 'head', () => this.server.log.head());
  }

  async close(): Promise<void> {}

  private after(position: Position, until?: Position): Promise<Page> {
    const { agenda, log, pageSize } = this.server;
    return this.server.call(this.machine, `read after ${position || 'start'}`, async () => {
      const events = await all(log.read(position, until === undefined ? {} : { until }));
      return events.slice(0, 1 + agenda.chance.below(pageSize));
    });
  }

  /** Waits for new events, or the signal. */
  private async news(signal: AbortSignal | undefined): Promise<void> {
    await this.server.arrivals.next(signal);
    if (!signal?.aborted) await this.machine.sleep(this.server.agenda.chance.between(0.2, 8), signal);
  }
}

async function all(pages: AsyncIterable<Page>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of pages) events.push(...page);
  return events;
}
