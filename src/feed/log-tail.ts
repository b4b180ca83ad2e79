import { LRUCache } from 'lru-cache';
import { isRapportError } from '../domain/kernel/errors.js';
import type { Position, RecordedEvent } from '../domain/kernel/event.js';
import { Bell } from '../event-log/bell.js';
import { PAGE_SIZE, type EventLog } from '../event-log/event-log.js';
import { EventRing } from './event-ring.js';
import { accepts, type FeedFilter } from './feed-filter.js';
import { pause } from './pause.js';
import { Slots } from './slots.js';

/** A step of a reader: the matching events, perhaps none, and how far it got. Everything up to `position` has been looked at. */
export interface TailPage {
  readonly events: readonly RecordedEvent[];
  readonly position: Position;
}

/** Pages of the past that are kept for whoever asks for the same one next: a few megabytes. */
const PAGES_KEPT = 16;

export interface LogTailOptions {
  /** How many of the newest events are kept for the readers. */
  readonly capacity?: number;
  /** How many readers may read the past from the log at a time. */
  readonly concurrentReads?: number;
  /** The wait before the first repeat of what the log failed to do; it doubles from then on. */
  readonly retryMs?: number;
  /** Told of every failure of the shared following; it goes on by itself. */
  readonly onTrouble?: (error: unknown) => void;
}

/**
 * Any number of readers over one following of the log: one open call on the server, however many clients there are. Each reader keeps
 * only its position. Near the head it is served from the newest events in memory; one that is slow or starts in the past falls back to
 * reading pages from the log, so it holds up nobody. Those who are at the same place share its page: hundreds that begin anew together
 * cost the reading, the memory and the putting into words of one.
 */
export class LogTail {
  private ring: EventRing | undefined;
  private following: Promise<void> | undefined;
  private readonly bell = new Bell();
  private readonly closing = new AbortController();
  private readonly readers = new Set<AbortController>();
  private readonly slots: Slots;
  private readonly pages = new LRUCache<Position, Promise<readonly RecordedEvent[]>>({ max: PAGES_KEPT });
  private readonly capacity: number;
  private readonly retryMs: number;
  private readonly onTrouble: (error: unknown) => void;

  constructor(
    private readonly log: EventLog,
    { capacity = 5_000, concurrentReads = 16, retryMs = 100, onTrouble = () => undefined }: LogTailOptions = {},
  ) {
    this.slots = new Slots(concurrentReads);
    this.capacity = capacity;
    this.retryMs = retryMs;
    this.onTrouble = onTrouble;
  }

  /**
   * All events after a position that the filter admits, in order, none lost or repeated, until the signal aborts or the tail is closed.
   * While the log does not answer it waits. The first page comes as soon as the position has proven valid, even when nothing matches.
   * Throws INVALID_POSITION.
   */
  async *from(after: Position, filter: FeedFilter, signal: AbortSignal): AsyncGenerator<TailPage, void, void> {
    const reader = new AbortController();
    const leave = () => reader.abort();
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted || this.closing.signal.aborted) leave();
    this.readers.add(reader);
    this.following ??= this.follow();
    try {
      let position = after;
      let page = await this.readPage(position, reader.signal);
      while (!reader.signal.aborted) {
        position = page.at(-1)?.position ?? position;
        yield { events: page.filter((event) => accepts(filter, event)), position };
        page = await this.nextPage(position, reader.signal);
      }
    } finally {
      this.readers.delete(reader);
      signal.removeEventListener('abort', leave);
    }
  }

  /** Where the log's newest event stands: the place to start from for those who want only what comes. Throws LOG_UNAVAILABLE. */
  head(): Promise<Position> {
    return this.log.head();
  }

  /** How many read at the moment. */
  get readerCount(): number {
    return this.readers.size;
  }

  /** Ends every reader and the following. */
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
          this.bell.ring();
        }
      } catch (error) {
        this.onTrouble(error);
      }
      await pause(failures, this.retryMs, signal);
    }
  }

  /** Waits for events after the position. Empty only when the signal aborted. */
  private async nextPage(position: Position, signal: AbortSignal): Promise<readonly RecordedEvent[]> {
    while (!signal.aborted) {
      const fromRing = this.ring?.reaches(position) ? this.ring.after(position, PAGE_SIZE) : undefined;
      const page = fromRing ?? (await this.readPage(position, signal));
      if (page.length > 0) return page;
      if (fromRing) await this.bell.next(signal);
      // The log has no more and the ring is not there yet, or a server that lags behind answered: look again shortly.
      else if (!this.ring?.reaches(position)) await pause(0, this.retryMs, signal);
    }
    return [];
  }

  /** One page, then the call is closed: a reader that dawdles over it must not keep a call of the connection open. */
  private async readPage(after: Position, signal: AbortSignal): Promise<readonly RecordedEvent[]> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        return await this.sharedPage(after);
      } catch (error) {
        if (!isRapportError(error, 'LOG_UNAVAILABLE')) throw error;
      }
      await pause(failures, this.retryMs, signal);
    }
    return [];
  }

  /** The page after a position, read once for all who want it at about the same time. A full page never changes; a shorter one ends at the head. */
  private sharedPage(after: Position): Promise<readonly RecordedEvent[]> {
    const known = this.pages.get(after);
    if (known) return known;
    const forget = () => this.pages.delete(after);
    const reading = this.slots.run(() => this.firstPage(after));
    this.pages.set(after, reading);
    reading.then((page) => page.length < PAGE_SIZE && forget(), forget);
    return reading;
  }

  private async firstPage(after: Position): Promise<readonly RecordedEvent[]> {
    for await (const page of this.log.read(after, { signal: this.closing.signal })) return page;
    return [];
  }
}
