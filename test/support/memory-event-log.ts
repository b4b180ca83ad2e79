import { toDeclaredShape } from '../../src/domain/aggregates.js';
import { RapportError } from '../../src/domain/kernel/errors.js';
import { START, type Position, type RecordedEvent } from '../../src/domain/kernel/event.js';
import {
  type Appended,
  type EventLog,
  type ExpectedRevision,
  type NewEvent,
  PAGE_SIZE,
  type ReadOptions,
  type ReadStreamOptions,
} from '../../src/event-log/event-log.js';
import { invalidPosition, wrongExpectedRevision } from '../../src/event-log/refusals.js';

/** An EventLog in memory for tests: what readers and command handlers rely on, with gaps between positions and an outage on request. */
export class MemoryEventLog implements EventLog {
  readonly events: RecordedEvent[] = [];
  /** False: every call fails with LOG_UNAVAILABLE and followers are cut, as when a server has gone away. */
  available = true;
  /** How many are following at this moment. */
  followers = 0;
  /** How many readings of the past were begun. */
  reads = 0;
  private readonly waiting = new Set<() => void>();
  private readonly pageSize: number;

  constructor({ pageSize = PAGE_SIZE }: { pageSize?: number } = {}) {
    this.pageSize = pageSize;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.checkAvailable();
    const known = this.events.filter((event) => event.stream === stream);
    const actual = known.length - 1;
    const place = typeof expected === 'number' ? expected : expected === 'NO_STREAM' ? -1 : actual;
    const already = known.slice(place + 1, place + 1 + events.length);
    const isRepeat = already.length === events.length && events.every(({ id }, index) => already[index]?.id === id);
    if (!isRepeat) {
      if (place !== actual || (expected === 'STREAM_EXISTS' && actual < 0)) {
        throw wrongExpectedRevision({ stream, expected, actual });
      }
      events.forEach((event, index) => this.events.push(this.record(stream, actual + 1 + index, event)));
      this.wake();
    }
    const last = this.events.findLast(({ id }) => id === events.at(-1)?.id)!;
    return { revision: last.revision, position: last.position, repeated: isRepeat };
  }

  async *readStream(stream: string, options: ReadStreamOptions = {}): AsyncGenerator<readonly RecordedEvent[]> {
    this.checkAvailable();
    const { direction = 'forwards', maxCount = Infinity } = options;
    const from = options.from ?? (direction === 'forwards' ? 0 : Infinity);
    const inStream = this.events.filter((event) => event.stream === stream);
    const wanted =
      direction === 'forwards'
        ? inStream.filter(({ revision }) => revision >= from)
        : inStream.filter(({ revision }) => revision <= from).reverse();
    yield* this.pages(wanted.slice(0, maxCount));
  }

  async *read(
    after: Position,
    { until, categories, signal }: ReadOptions & { readonly until?: Position } = {},
  ): AsyncGenerator<readonly RecordedEvent[]> {
    this.reads += 1;
    this.checkPosition(after);
    const end = until ?? (await this.head());
    const wanted = this.events.filter(
      (event) => event.position > after && event.position <= end && (!categories || categories.includes(categoryOf(event))),
    );
    for await (const page of this.pages(wanted)) {
      if (signal?.aborted) return;
      this.checkAvailable();
      yield page;
    }
  }

  async *follow(after: Position, options: ReadOptions = {}): AsyncGenerator<readonly RecordedEvent[]> {
    this.checkPosition(after);
    this.followers += 1;
    try {
      for (let position = after; !options.signal?.aborted;) {
        this.checkAvailable();
        const end = await this.head();
        if (end === position) await this.next(options.signal);
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
    this.goAway();
  }

  /** The server is gone from now on. */
  goAway(): void {
    this.available = false;
    this.wake();
  }

  /** It is back, with everything it had. */
  comeBack(): void {
    this.available = true;
  }

  private record(stream: string, revision: number, { id, type, data, metadata }: NewEvent): RecordedEvent {
    const position = String((this.events.length + 1) * 10).padStart(12, '0');
    return toDeclaredShape({ id, type, stream, revision, position, recordedAt: new Date().toISOString(), data, metadata });
  }

  private async *pages(events: readonly RecordedEvent[]): AsyncGenerator<readonly RecordedEvent[]> {
    for (let start = 0; start < events.length; start += this.pageSize) yield events.slice(start, start + this.pageSize);
  }

  private next(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.add(resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }

  private checkPosition(position: Position): void {
    this.checkAvailable();
    if (position !== START && !this.events.some((event) => event.position === position)) throw invalidPosition(position);
  }

  private checkAvailable(): void {
    if (!this.available) throw new RapportError('LOG_UNAVAILABLE', 'The log in memory plays a server that is gone');
  }
}

const categoryOf = ({ stream }: RecordedEvent): string => stream.slice(0, stream.indexOf('-'));
