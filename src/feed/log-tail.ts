import { LRUCache } from 'lru-cache';
import pLimit, { type LimitFunction } from 'p-limit';
import { pause, withDeadline } from '../clock.js';
import { isRapportError, RapportError } from '../domain/kernel/errors.js';
import { type Position, type RecordedEvent, START } from '../domain/kernel/event.js';
import { Notifier } from '../waiting.js';
import { type EventLog, PAGE_SIZE, invalidPositionIn, requireGivenOut } from '../event-log/event-log.js';
import { accepted, type FeedFilter } from './feed-filter.js';
import { chunksOf, RoundRobin } from './round-robin.js';

/** One step of a reader: the matching events, if any, and how far it got. Everything up to `position` has been checked. */
export interface TailPage {
  readonly events: readonly RecordedEvent[];
  readonly position: Position;
}

/** A position, or `start` or `end`. */
export type Place = Position;

/** The range that a reader requests: `start` is before the first event, `end` the log's head at the time of the request. */
export interface Stretch {
  readonly after: Place;
  readonly until?: Place | undefined;
  /** Ends at the head at the latest, whatever is appended afterwards. */
  readonly ends: boolean;
}

/** Cached pages of the past, shared by readers that request the same page soon after: a few megabytes. */
const CACHED_PAGES = 16;

export interface LogTailOptions {
  /** How many of the newest events are kept in memory for the readers. */
  readonly capacity?: number;
  /** How many readers may read the past from the log at a time. */
  readonly concurrentReads?: number;
  /** The wait before the first retry after the log failed, in milliseconds; doubled for each further retry. */
  readonly retryMs?: number;
  /** Called with every failure of the shared subscription, which then resumes. */
  readonly onTrouble?: (error: unknown) => void;
}

/**
 * Serves any number of readers from one subscription to the log: one open call on the server, however many clients there are.
 * Each reader keeps only its position. Near the head it is served from the newest events in memory. A reader that is slow or
 * starts in the past falls back to reading pages from the log, so it does not hold up others. Readers at the same position
 * share its page: hundreds that reconnect together cost the reading, the memory and the serialising of one. However many
 * readers catch up, commands and queries are not delayed: readers take turns, each with a part of a page, with a turn of the
 * event loop in between.
 */
export class LogTail {
  private ring: EventRing | undefined;
  private following: Promise<void> | undefined;
  private readonly arrivals = new Notifier();
  private readonly roundRobin = new RoundRobin();
  private readonly closing = new AbortController();
  private readonly readers = new Set<AbortController>();
  /**
   * An EventStoreDB connection carries at most 100 open calls, and the 101st hangs, appends included: readers that catch up
   * must not take them all.
   */
  private readonly reading: LimitFunction;
  private readonly pages = new LRUCache<Position, Promise<readonly RecordedEvent[]>>({ max: CACHED_PAGES });
  private readonly capacity: number;
  private readonly retryMs: number;
  private readonly onTrouble: (error: unknown) => void;

  constructor(
    private readonly log: EventLog,
    { capacity = 5_000, concurrentReads = 16, retryMs = 100, onTrouble = () => undefined }: LogTailOptions = {},
  ) {
    this.reading = pLimit(concurrentReads);
    this.capacity = capacity;
    this.retryMs = retryMs;
    this.onTrouble = onTrouble;
  }

  /**
   * All events after a position that the filter admits, in order, without gaps or repeats, until the signal aborts or the tail
   * is closed. With `until`, up to that position or the end of the log, whichever comes first. While the log does not answer,
   * it waits. The first page comes as soon as the position has proven valid, even when nothing matches.
   * @throws RapportError INVALID_POSITION, and what the filter throws
   */
  async *from(after: Position, filter: FeedFilter, signal: AbortSignal, until?: Position): AsyncGenerator<TailPage, void, void> {
    const reader = new AbortController();
    const leave = () => reader.abort();
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted || this.closing.signal.aborted) leave();
    this.readers.add(reader);
    if (until === undefined) this.following ??= this.follow();
    try {
      let position = after;
      let page = await this.readPage(position, reader.signal);
      while (!reader.signal.aborted) {
        position = page.at(-1)?.position ?? position;
        const within = until === undefined ? page : page.filter((event) => event.position <= until);
        const events = await accepted(filter, within);
        for (const part of chunksOf({ events, position: until === undefined || position < until ? position : until })) {
          yield part;
          await this.roundRobin.next();
          if (reader.signal.aborted) return;
        }
        if (until !== undefined && (position >= until || page.length === 0)) return;
        page = await (until === undefined ? this.nextPage(position, reader.signal) : this.readPage(position, reader.signal));
      }
    } finally {
      this.readers.delete(reader);
      signal.removeEventListener('abort', leave);
    }
  }

  /**
   * Resolves `start` and `end` in the requested range to positions.
   * @throws RapportError INVALID_POSITION naming `until`; LOG_UNAVAILABLE
   */
  async stretch({ after, until, ends }: Stretch): Promise<{ readonly after: Position; readonly until: Position | undefined }> {
    const needsHead = after === 'end' || until === 'end' || (ends && until === undefined);
    const head = needsHead ? await this.log.head() : START;
    if (until !== undefined && until !== 'end') await requireGivenOut(this.log, until, 'until');
    return {
      after: after === 'start' ? START : after === 'end' ? head : after,
      until: until === 'end' || (ends && until === undefined) ? head : until,
    };
  }

  /** The number of current readers. */
  get readerCount(): number {
    return this.readers.size;
  }

  /** Ends every reader and the subscription. */
  async close(): Promise<void> {
    this.closing.abort();
    for (const reader of this.readers) reader.abort();
    await this.following;
  }

  private async follow(): Promise<void> {
    const { signal } = this.closing;
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        this.ring ??= new EventRing(await this.log.head(), this.capacity);
        for await (const page of this.log.follow(this.ring.end, { signal })) {
          failures = 0;
          this.ring.add(page);
          this.arrivals.notify();
        }
      } catch (error) {
        this.onTrouble(error);
      }
      await pause(backoff(failures, this.retryMs), signal);
    }
  }

  /** Waits for events after the position. Empty only when the signal aborted. */
  private async nextPage(position: Position, signal: AbortSignal): Promise<readonly RecordedEvent[]> {
    while (!signal.aborted) {
      const fromRing = this.ring?.reaches(position) ? this.ring.after(position, PAGE_SIZE) : undefined;
      const page = fromRing ?? (await this.readPage(position, signal));
      if (page.length > 0) return page;
      if (fromRing) await this.arrivals.next(signal);
      // The log has no more and the ring does not reach back to the position, or a lagging server answered: retry soon.
      else if (!this.ring?.reaches(position)) await pause(this.retryMs, signal);
    }
    return [];
  }

  /** Reads one page, then closes the call: a slow reader must not keep a call of the connection open. */
  private async readPage(after: Position, signal: AbortSignal): Promise<readonly RecordedEvent[]> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        return await this.sharedPage(after);
      } catch (error) {
        if (!isRapportError(error, 'LOG_UNAVAILABLE')) throw error;
      }
      await pause(backoff(failures, this.retryMs), signal);
    }
    return [];
  }

  /**
   * The page after a position, read once for all readers that request it at about the same time. Only full pages stay cached:
   * they never change, while a shorter one ends at the head.
   */
  private sharedPage(after: Position): Promise<readonly RecordedEvent[]> {
    const cached = this.pages.get(after);
    if (cached) return cached;
    const forget = () => this.pages.delete(after);
    const reading = this.reading(() => this.firstPage(after));
    this.pages.set(after, reading);
    reading.then((page) => page.length < PAGE_SIZE && forget(), forget);
    return reading;
  }

  private async firstPage(after: Position): Promise<readonly RecordedEvent[]> {
    for await (const page of this.log.read(after, { signal: this.closing.signal })) return page;
    return [];
  }
}

/**
 * Waits for a reader's first page, so that an invalid position is refused before a stream begins.
 * @throws what the reader throws, INVALID_POSITION naming the field, and LOG_UNAVAILABLE when the log has not answered in time;
 * the caller must then abort the reader
 */
export async function firstPage(
  pages: AsyncIterator<TailPage, void, void>,
  patienceMs: number,
  { after, field = 'after' }: { readonly after: Position; readonly field?: string },
): Promise<TailPage | undefined> {
  const late = () =>
    new RapportError('LOG_UNAVAILABLE', 'The event log does not answer', { remedy: 'Try again in a few seconds.' });
  try {
    const first = await withDeadline(pages.next(), patienceMs, late);
    return first.done ? undefined : first.value;
  } catch (error) {
    throw isRapportError(error, 'INVALID_POSITION') ? invalidPositionIn(field, after, error) : error;
  }
}

const LONGEST_PAUSE_MS = 5_000;

/** Exponential back-off, up to five seconds. */
const backoff = (failures: number, firstMs: number): number => Math.min(firstMs * 2 ** failures, LONGEST_PAUSE_MS);

/** The log's newest events, without gaps from `base` (exclusive), limited to about the capacity. */
class EventRing {
  private events: RecordedEvent[] = [];
  private newest: Position;

  constructor(
    private base: Position,
    private readonly capacity: number,
  ) {
    this.newest = base;
  }

  /** Position of the newest event that was added. */
  get end(): Position {
    return this.newest;
  }

  /** Whether the ring still has all events after this position, up to its end. */
  reaches(after: Position): boolean {
    return after >= this.base;
  }

  /** Adds the next page of the log. */
  add(page: readonly RecordedEvent[]): void {
    this.events.push(...page);
    this.newest = page.at(-1)?.position ?? this.newest;
    // Evicts only at a quarter above the capacity: this spreads the cost of the copy over many events.
    if (this.events.length > this.capacity * 1.25) this.forgetOldest(this.events.length - this.capacity);
  }

  /** The oldest events after this position, at most `limit`. Only valid when `reaches(after)`. */
  after(after: Position, limit: number): readonly RecordedEvent[] {
    const first = this.firstAfter(after);
    return this.events.slice(first, first + limit);
  }

  private forgetOldest(count: number): void {
    this.base = this.events[count - 1]?.position ?? this.base;
    this.events = this.events.slice(count);
  }

  /** Binary search, because hundreds of readers call this after every commit. */
  private firstAfter(after: Position): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.events[middle]!.position > after) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
