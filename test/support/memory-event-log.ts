import { toDeclaredShape } from '../../src/domain/aggregates.js';
import { RapportError } from '../../src/domain/kernel/errors.js';
import { START, type Position, type RecordedEvent } from '../../src/domain/kernel/event.js';
import { KeyedMutex, Notifier } from '../../src/waiting.js';
import {
  type Appended,
  type EventLog,
  type ExpectedRevision,
  type NewEvent,
  PAGE_SIZE,
  type ReadOptions,
  type ReadStreamOptions,
  streamRange,
  invalidPosition,
  logClosed,
  wrongExpectedRevision,
  categoryOf,
  checkCategories,
  checkStreamName,
  encodeAppend,
  type EncodedEvent,
} from '../../src/event-log/event-log.js';

interface Options {
  readonly pageSize?: number;
  /** The time of day, in milliseconds. */
  readonly now?: () => number;
}

/**
 * An EventLog in memory for tests, which passes the same contract suites as the engines. It leaves gaps between positions,
 * simulates an outage on request, and executes each append and each page in one step.
 */
export class MemoryEventLog implements EventLog {
  readonly events: RecordedEvent[] = [];
  /** False: every call fails with LOG_UNAVAILABLE and followers are disconnected, as if the server were gone. */
  available = true;
  /** False: `isHeld` returns false, as if every lease had expired. */
  keepsLeases = true;
  /** The number of current followers. */
  followers = 0;
  /** The number of calls of `read`, including those by followers. */
  reads = 0;
  private readonly streams = new Map<string, RecordedEvent[]>();
  private readonly leases = new KeyedMutex();
  private indexed = 0;
  private readonly arrivals = new Notifier();
  private readonly pageSize: number;
  private readonly now: () => number;
  private closed = false;

  constructor({ pageSize = PAGE_SIZE, now = Date.now }: Options = {}) {
    this.pageSize = pageSize;
    this.now = now;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.checkAvailable();
    const encoded = encodeAppend(stream, expected, events).events;
    const stored = this.stream(stream);
    const actual = stored.length - 1;
    const isLoose = expected === 'ANY' || expected === 'STREAM_EXISTS';
    const place = isLoose ? actual : expected === 'NO_STREAM' ? -1 : expected;
    const refused = () => wrongExpectedRevision({ stream, expected, actual });
    if (place > actual || (expected === 'STREAM_EXISTS' && actual === -1)) throw refused();
    const known = encoded.map(({ id }, index) =>
      isLoose ? stored.findLast((event) => event.id === id) : place < actual ? stored[place + 1 + index] : undefined,
    );
    if (isLoose ? known[0] === undefined : place === actual) return this.write(stream, actual, encoded);
    if (encoded.some(({ id }, index) => known[index]?.id !== id)) throw refused();
    const { revision, position } = known.at(-1)!;
    return { revision, position, repeated: true };
  }

  async withLease<T>(name: string, work: (isHeld: () => boolean) => Promise<T>): Promise<T> {
    return this.leases.run(name, () => work(() => this.keepsLeases));
  }

  async *readStream(stream: string, options: ReadStreamOptions = {}): AsyncGenerator<readonly RecordedEvent[]> {
    this.checkAvailable();
    checkStreamName(stream);
    const { direction, from, maxCount } = streamRange(options);
    const stored = this.stream(stream);
    const wanted = direction === 'forwards' ? stored.slice(from ?? 0) : stored.slice(0, (from ?? stored.length) + 1).reverse();
    yield* this.pages(wanted.slice(0, maxCount));
  }

  async eventAt(position: Position): Promise<RecordedEvent | undefined> {
    this.checkAvailable();
    return this.events.find((event) => event.position === position);
  }

  async *read(
    after: Position,
    { until, categories, signal }: ReadOptions & { readonly until?: Position } = {},
  ): AsyncGenerator<readonly RecordedEvent[]> {
    this.reads += 1;
    checkCategories(categories);
    const begin = this.placeAfter(after);
    const end = until === undefined ? this.events.length : this.placeAfter(until);
    const wanted = this.events
      .slice(begin, end)
      .filter(({ stream }) => categories === undefined || categories.includes(categoryOf(stream)));
    for await (const page of this.pages(wanted)) {
      if (signal?.aborted) return;
      this.checkAvailable();
      yield page;
    }
  }

  async *follow(after: Position, options: ReadOptions = {}): AsyncGenerator<readonly RecordedEvent[]> {
    checkCategories(options.categories);
    this.placeAfter(after);
    this.followers += 1;
    try {
      for (let position = after; !options.signal?.aborted && !this.closed;) {
        this.checkAvailable();
        const end = this.events.at(-1)?.position ?? START;
        if (end === position) await this.arrivals.next(options.signal);
        else yield* this.read(position, { ...options, until: end });
        position = end;
      }
    } finally {
      this.followers -= 1;
    }
  }

  async head(): Promise<Position> {
    this.checkAvailable();
    return this.events.at(-1)?.position ?? START;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.arrivals.notify();
  }

  /** Starts an outage of the server. */
  goAway(): void {
    this.available = false;
    this.arrivals.notify();
  }

  /** Ends the outage; no events are lost. */
  comeBack(): void {
    this.available = true;
  }

  private write(stream: string, actual: number, events: readonly EncodedEvent[]): Appended {
    const recordedAt = new Date(this.now()).toISOString();
    events.forEach(({ id, type, data, metadata }, index) => {
      const position = String((this.events.length + 1) * 10).padStart(12, '0');
      const revision = actual + 1 + index;
      this.events.push(
        toDeclaredShape({
          id,
          type,
          stream,
          revision,
          position,
          recordedAt,
          data: JSON.parse(data) as object,
          metadata: JSON.parse(metadata) as RecordedEvent['metadata'],
        }),
      );
    });
    this.arrivals.notify();
    const { revision, position } = this.events.at(-1)!;
    return { revision, position, repeated: false };
  }

  /** A stream's events. Indexed lazily, because tests also push directly into `events`. */
  private stream(name: string): readonly RecordedEvent[] {
    for (; this.indexed < this.events.length; this.indexed += 1) {
      const event = this.events[this.indexed]!;
      const stream = this.streams.get(event.stream);
      if (stream) stream.push(event);
      else this.streams.set(event.stream, [event]);
    }
    return this.streams.get(name) ?? [];
  }

  private async *pages(events: readonly RecordedEvent[]): AsyncGenerator<readonly RecordedEvent[]> {
    for (let start = 0; start < events.length; start += this.pageSize) yield events.slice(start, start + this.pageSize);
  }

  /** The number of events up to a position. @throws RapportError INVALID_POSITION */
  private placeAfter(position: Position): number {
    this.checkAvailable();
    if (position === START) return 0;
    const place = this.events.findLastIndex((event) => event.position <= position);
    if (this.events[place]?.position !== position) throw invalidPosition(position);
    return place + 1;
  }

  private checkAvailable(): void {
    if (this.closed) throw logClosed();
    if (!this.available) throw new RapportError('LOG_UNAVAILABLE', 'The log in memory plays a server that is gone');
  }
}
