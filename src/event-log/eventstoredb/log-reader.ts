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
import { toServerPosition, type AnyServerEvent, isSystemEvent, positionOf, toRecordedEvent } from './recorded-event.js';
import type { SameLog } from './same-log.js';
import { isErrorOfType, isInvalidPosition, toRapportError, unavailable } from './server-error.js';

/** How long the server may take for its next event: a command may wait for it, and with it a person. The client sets its reads no deadline. */
const ANSWER_MS = 5_000;

export type ServerRead = StreamingRead<ResolvedEvent | AllStreamResolvedEvent>;

/**
 * Everything that one bounded read gives. It is taken in at once, so that the call is over before anybody works on the events: a slow
 * reader would otherwise hold one of the 100 calls that a connection carries, and a hundred of them would stop everyone else. And it is
 * always taken in to the end: what is left halfway (`break` in a `for await`) the client keeps for ever, whatever is cancelled.
 *
 * An abort gives what has come so far; the rest flows away unseen.
 */
export function readPage(read: ServerRead, late: () => Error, signal: AbortSignal): Promise<AnyServerEvent[]> {
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
      // Absent in a link whose event is gone.
      if (event !== undefined) events.push(event);
    });
    read.on('end', () => settle(() => resolve(events)));
    // The listener stays: a connection that breaks later would otherwise end the process.
    read.on('error', (error) => settle(() => reject(error)));
  });
}

/** A stretch of the log: after one position, up to and with another, of all categories or of these. */
export interface Stretch {
  readonly after: Position;
  readonly until: Position;
  readonly categories: readonly string[] | undefined;
}

/** Reads from the server; its errors in our words. */
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

  /** The client cannot filter such a read, so other categories' events come over the wire and are passed over here. */
  async *stretch({ after, until, categories }: Stretch, signal: AbortSignal): AsyncGenerator<RecordedEvent[]> {
    const isWanted = categoryFilter(categories);
    let position = after;
    const page: RecordedEvent[] = [];
    while (position < until && !signal.aborted) {
      const scanned = await this.logPage(position, signal);
      position = scanned.length < PAGE_SIZE ? until : positionOf(scanned.at(-1)!);
      // A read gives a page at the most, so two halves never make more than one and a rest.
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

  /** A page of a stream; empty for one that does not exist or was deleted. */
  private async streamPage(stream: string, range: ReadStreamOptions, signal: AbortSignal): Promise<AnyServerEvent[]> {
    try {
      // Only the leader is sure to have what was just appended.
      return await readPage(this.connection.commands.readStream(stream, { ...range, requiresLeader: true }), this.late, signal);
    } catch (error) {
      if (isErrorOfType(error, 'stream-not-found') || isErrorOfType(error, 'stream-deleted')) return [];
      throw this.translate(error);
    }
  }

  /** The next events after a position, all categories and the server's own included; fewer than a page at the end only. */
  private async logPage(after: Position, signal: AbortSignal): Promise<AnyServerEvent[]> {
    const events = await this.allFrom(after, PAGE_SIZE + (after === START ? 0 : 1), signal);
    return events.filter((event) => positionOf(event) > after);
  }

  /** The server's answer begins with the event that it is asked to start from, unless a scavenge has taken that one away since. */
  private async allFrom(position: Position, maxCount: number, signal: AbortSignal): Promise<AnyServerEvent[]> {
    const fromPosition = toServerPosition(position);
    // A follower's answer may be short because it lags: what is missing would be taken for the end and never be read.
    const read = this.connection.readers.readAll({ fromPosition, maxCount, requiresLeader: true });
    try {
      return await readPage(read, this.late, signal);
    } catch (error) {
      throw isInvalidPosition(error) ? invalidPosition(position) : this.translate(error);
    }
  }

  private translate(error: unknown): unknown {
    return toRapportError(error, this.connection.address);
  }
}

/** Which streams are of these categories; of any when none are named. */
export function categoryFilter(categories: readonly string[] | undefined): (stream: string) => boolean {
  if (categories === undefined) return () => true;
  const wanted = new Set(categories);
  return (stream) => wanted.has(categoryOf(stream));
}

interface Found {
  readonly head: Position;
  readonly seen: Position;
}

/** A first look is this long: on a log without much bookkeeping one event is enough. */
const FIRST_LOOK = 16;

/**
 * Finds the newest event that is not the server's own. Statistics and links may be all that is written for days, so what lies behind
 * was looked at once and is not looked at again.
 */
class HeadFinder {
  /** The newest event, and how far everything was looked at. */
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
      // Positions beyond the head are refused, so it must not be the head of a follower that lags.
      const read = this.client.readAll({ direction: BACKWARDS, fromPosition: from, maxCount: count, requiresLeader: true });
      const looked = await readPage(read, this.late, this.signal);
      if (seen === undefined) requireSame((seen = looked[0] ? positionOf(looked[0]) : START));
      const newest = looked.find((event) => positionOf(event) <= cached.seen || !isSystemEvent(event));
      const last = looked.at(-1)?.position;
      if (newest === undefined && last !== undefined && looked.length === count) {
        from = last;
        continue;
      }
      const head = newest === undefined ? START : positionOf(newest) <= cached.seen ? cached.head : positionOf(newest);
      // Looks may overtake one another: what is known never goes back.
      if (seen > this.found.seen) this.found = { head, seen };
      this.sameLog.saw(head);
      return head;
    }
  }
}
