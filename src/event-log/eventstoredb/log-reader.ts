import {
  type AllStreamResolvedEvent,
  type ResolvedEvent,
  type StreamingRead,
  BACKWARDS,
  END,
  type EventStoreDBClient,
  START as FROM_START,
  type ReadPosition,
  type ReadRevision,
  type ReadStreamOptions,
} from '@eventstore/db-client';
import { isRapportError } from '../../domain/kernel/errors.js';
import { type Position, type RecordedEvent, START } from '../../domain/kernel/event.js';
import { PAGE_SIZE, invalidPosition, logClosed, type StreamRange, categoryOf } from '../event-log.js';
import type { Connection } from './connection.js';
import {
  type AnyServerEvent,
  isSystemEvent,
  positionOf,
  toRecordedEvent,
  toServerPosition,
  withoutForeignContent,
} from './recorded-event.js';
import type { SameLog } from './same-log.js';
import { isErrorOfType, isInvalidPosition, toRapportError, unavailable } from './server-error.js';

/**
 * How long the server may take for the next event, in milliseconds: a command, and with it a person, may be waiting. The client
 * sets no deadline for reads.
 */
const ANSWER_MS = 5_000;

export type ServerRead = StreamingRead<ResolvedEvent | AllStreamResolvedEvent>;

/**
 * Reads everything that one bounded read returns. It collects the events at once, so that the call ends before they are
 * processed: a slow consumer would otherwise occupy one of the 100 calls that a connection carries, and a hundred of them would
 * block everything else. It always reads to the end: the client keeps a half-read call (`break` in a `for await`) for ever,
 * even if it is cancelled.
 *
 * An abort returns the events that have arrived; the rest is discarded.
 *
 * @param keep what to keep of each event while the rest arrives
 */
export function readPage(
  read: ServerRead,
  late: () => Error,
  signal: AbortSignal,
  keep: (event: AnyServerEvent) => AnyServerEvent = (event) => event,
): Promise<AnyServerEvent[]> {
  return new Promise((resolve, reject) => {
    const events: AnyServerEvent[] = [];
    const watchdog = setTimeout(() => {
      void read.cancel().catch(() => undefined);
      settle(() => reject(late()));
    }, ANSWER_MS);
    const abort = () => settle(() => resolve(events));
    const settle = (outcome: () => void) => {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', abort);
      outcome();
    };
    signal.addEventListener('abort', abort, { once: true });
    read.on('data', ({ event }) => {
      watchdog.refresh();
      // Absent in a link whose event was deleted.
      if (event !== undefined) events.push(keep(event));
    });
    read.on('end', () => settle(() => resolve(events)));
    // This listener is never removed: a connection that breaks later would otherwise end the process.
    read.on('error', (error) => settle(() => reject(error)));
  });
}

/** A range of the log: after one position, up to and including another, for all categories or the given ones. */
export interface Stretch {
  readonly after: Position;
  readonly until: Position;
  readonly categories: readonly string[] | undefined;
}

/** Reads from the server; translates its errors into RapportErrors. */
export class LogReader {
  private readonly heads: HeadFinder;
  private readonly late = () => unavailable(this.connection.address, undefined);

  constructor(
    private readonly connection: Connection,
    private readonly closing: AbortSignal,
    sameLog: SameLog,
  ) {
    this.heads = new HeadFinder(connection.commands, sameLog, this.late, closing);
  }

  async head(): Promise<Position> {
    const head = await this.heads.find().catch((error: unknown) => {
      throw this.translate(error);
    });
    if (this.closing.aborted) throw logClosed();
    return head;
  }

  async *stream(
    stream: string,
    { direction, from, maxCount }: StreamRange,
    signal: AbortSignal,
  ): AsyncGenerator<RecordedEvent[]> {
    const isForwards = direction === 'forwards';
    let fromRevision: ReadRevision = from === undefined ? (isForwards ? FROM_START : END) : BigInt(from);
    for (let wanted = maxCount; wanted > 0; wanted -= PAGE_SIZE) {
      const count = Math.min(wanted, PAGE_SIZE);
      const page = await this.streamPage(stream, { direction, fromRevision, maxCount: count }, signal);
      const last = page.at(-1)?.revision;
      if (last !== undefined) yield page.map(toRecordedEvent);
      const isAtStart = !isForwards && last === 0n;
      if (last === undefined || page.length < count || isAtStart) return;
      fromRevision = isForwards ? last + 1n : last - 1n;
    }
  }

  async eventAt(position: Position, signal: AbortSignal): Promise<RecordedEvent | undefined> {
    const [found] = await this.allFrom(position, 1, signal).catch((error: unknown) => {
      if (isRapportError(error, 'INVALID_POSITION')) return [];
      throw error;
    });
    return found && positionOf(found) === position && !isSystemEvent(found) ? toRecordedEvent(found) : undefined;
  }

  /** The client cannot filter such a read, so events of other categories are transferred and skipped here. */
  async *stretch({ after, until, categories }: Stretch, signal: AbortSignal): AsyncGenerator<RecordedEvent[]> {
    const isWanted = categoryFilter(categories);
    let position = after;
    const page: RecordedEvent[] = [];
    while (position < until && !signal.aborted) {
      const scanned = await this.logPage(position, signal);
      position = scanned.length < PAGE_SIZE ? until : positionOf(scanned.at(-1)!);
      // A read returns at most one page, so the buffer never holds more than one page and a remainder.
      for (const event of scanned) {
        if (isSystemEvent(event) || !isWanted(event.streamId)) continue;
        const recorded = toRecordedEvent(event);
        if (recorded.position <= until) page.push(recorded);
      }
      if (page.length < PAGE_SIZE && position < until) continue;
      if (page.length > 0) yield page.splice(0, PAGE_SIZE);
    }
    if (page.length > 0 && !signal.aborted) yield page;
  }

  /** A page of a stream; empty when the stream does not exist or was deleted. */
  private async streamPage(stream: string, range: ReadStreamOptions, signal: AbortSignal): Promise<AnyServerEvent[]> {
    try {
      // Only the leader is sure to have the events that were just appended.
      const read = this.connection.commands.readStream(stream, { ...range, requiresLeader: true });
      return await readPage(read, this.late, signal, withoutForeignContent);
    } catch (error) {
      if (isErrorOfType(error, 'stream-not-found') || isErrorOfType(error, 'stream-deleted')) return [];
      throw this.translate(error);
    }
  }

  /** The next events after a position, including all categories and system events. Shorter than a page only at the end. */
  private async logPage(after: Position, signal: AbortSignal): Promise<AnyServerEvent[]> {
    const events = await this.allFrom(after, PAGE_SIZE + (after === START ? 0 : 1), signal);
    return events.filter((event) => positionOf(event) > after);
  }

  /** The server's answer includes the event at the start position, unless a scavenge has removed it since. */
  private async allFrom(position: Position, maxCount: number, signal: AbortSignal): Promise<AnyServerEvent[]> {
    const fromPosition = toServerPosition(position);
    // A lagging follower may return a short page, which would be taken for the end of the log: the missing events would never
    // be read.
    const read = this.connection.readers.readAll({ fromPosition, maxCount, requiresLeader: true });
    try {
      return await readPage(read, this.late, signal, withoutForeignContent);
    } catch (error) {
      throw isInvalidPosition(error) ? invalidPosition(position) : this.translate(error);
    }
  }

  private translate(error: unknown): unknown {
    return toRapportError(error, this.connection.address);
  }
}

/** A predicate for streams of the given categories; all streams when absent. */
export function categoryFilter(categories: readonly string[] | undefined): (stream: string) => boolean {
  if (categories === undefined) return () => true;
  const wanted = new Set(categories);
  return (stream) => wanted.has(categoryOf(stream));
}

interface Found {
  readonly head: Position;
  readonly seen: Position;
}

/** The size of the first read: on a log with few system events even one event is enough. */
const FIRST_LOOK = 16;

/**
 * Finds the newest event that is not a system event. The server may write nothing but statistics and links for days, so the
 * range that was already searched is not searched again.
 */
class HeadFinder {
  /** The newest event, and the position up to which everything was searched. */
  private found: Found = { head: START, seen: START };

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly sameLog: SameLog,
    private readonly late: () => Error,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws RapportError LOG_UNAVAILABLE also when another log answers */
  async find(): Promise<Position> {
    const cached = this.found;
    const requireSame = this.sameLog.expected();
    let seen: Position | undefined;
    let from: ReadPosition = END;
    for (let count = FIRST_LOOK; ; count = PAGE_SIZE) {
      // Positions beyond the head are refused, so it must not be the head of a lagging follower.
      const read = this.client.readAll({ direction: BACKWARDS, fromPosition: from, maxCount: count, requiresLeader: true });
      const looked = await readPage(read, this.late, this.signal, withoutForeignContent);
      if (seen === undefined) requireSame((seen = looked[0] ? positionOf(looked[0]) : START));
      const newest = looked.find((event) => positionOf(event) <= cached.seen || !isSystemEvent(event));
      const last = looked.at(-1)?.position;
      if (newest === undefined && last !== undefined && looked.length === count) {
        from = last;
        continue;
      }
      const head = newest === undefined ? START : positionOf(newest) <= cached.seen ? cached.head : positionOf(newest);
      // Concurrent searches may finish out of order: the known head never moves back.
      if (seen > this.found.seen) this.found = { head, seen };
      this.sameLog.saw(head);
      return head;
    }
  }
}
