import { BACKWARDS, END, FORWARDS, START as FROM_START } from '@eventstore/db-client';
import { type Position, type RecordedEvent, START } from '../../domain/kernel/event.js';
import { invalidPosition } from '../refusals.js';
import type { StreamRange } from '../read-range.js';
import { categoryOf } from '../stream-name.js';
import type { Connection } from './connection.js';
import { HeadFinder } from './head-finder.js';
import { toServerPosition } from './log-position.js';
import { readPages, type Verdict } from './read-pages.js';
import { type AnyServerEvent, isSystemEvent, positionOf, toRecordedEvent } from './recorded-event.js';
import { isErrorOfType, isInvalidPosition, toRapportError, unavailable } from './server-error.js';

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

  constructor(private readonly connection: Connection) {
    this.heads = new HeadFinder(connection.commands, this.late);
  }

  head(): Promise<Position> {
    return this.heads.find().catch((error: unknown) => {
      throw this.translate(error);
    });
  }

  async *stream(
    stream: string,
    { direction, from, maxCount }: StreamRange,
    signal: AbortSignal,
  ): AsyncGenerator<RecordedEvent[]> {
    const isForwards = direction === 'forwards';
    const fromRevision = from === undefined ? (isForwards ? FROM_START : END) : BigInt(from);
    const count = Math.min(maxCount, Number.MAX_SAFE_INTEGER);
    // Only the leader is sure to have what was just appended.
    const options = {
      direction: isForwards ? FORWARDS : BACKWARDS,
      fromRevision,
      maxCount: count,
      requiresLeader: true,
    } as const;
    try {
      yield* readPages(this.connection.commands.readStream(stream, options), { take: toRecordedEvent, late: this.late, signal });
    } catch (error) {
      if (!isErrorOfType(error, 'stream-not-found') && !isErrorOfType(error, 'stream-deleted')) throw this.translate(error);
    }
  }

  /** The client cannot filter such a read, so other categories' events come over the wire and are passed over here. */
  async *stretch({ after, until, categories }: Stretch, signal: AbortSignal): AsyncGenerator<RecordedEvent[]> {
    if (after >= until) return;
    const isWanted = categoryFilter(categories);
    const take = (event: AnyServerEvent): Verdict => {
      const position = positionOf(event);
      if (position > until) return 'end';
      // The server's reads include the event they start from.
      return position <= after || isSystemEvent(event) || !isWanted(event.streamId) ? 'skip' : toRecordedEvent(event);
    };
    try {
      const read = this.connection.readers.readAll({ direction: FORWARDS, fromPosition: toServerPosition(after) });
      yield* readPages(read, { take, late: this.late, signal });
    } catch (error) {
      throw after !== START && isInvalidPosition(error) ? invalidPosition(after) : this.translate(error);
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
