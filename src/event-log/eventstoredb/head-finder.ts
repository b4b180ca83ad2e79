import { BACKWARDS, END, type EventStoreDBClient, type ReadPosition } from '@eventstore/db-client';
import { START, type Position } from '../../domain/kernel/event.js';
import { PAGE_SIZE } from '../event-log.js';
import { readPage } from './read-page.js';
import { isSystemEvent, positionOf } from './recorded-event.js';

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
export class HeadFinder {
  /** The newest event, and how far everything was looked at. */
  private known: Found = { head: START, seen: START };

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly late: () => Error,
    private readonly signal: AbortSignal,
  ) {}

  async find(): Promise<Position> {
    const known = this.known;
    let seen: Position | undefined;
    let from: ReadPosition = END;
    for (let count = FIRST_LOOK; ; count = PAGE_SIZE) {
      // Positions beyond the head are refused, so it must not be the head of a follower that lags.
      const read = this.client.readAll({ direction: BACKWARDS, fromPosition: from, maxCount: count, requiresLeader: true });
      const looked = await readPage(read, this.late, this.signal);
      seen ??= looked[0] && positionOf(looked[0]);
      const newest = looked.find((event) => positionOf(event) <= known.seen || !isSystemEvent(event));
      const last = looked.at(-1)?.position;
      if (newest === undefined && last !== undefined && looked.length === count) {
        from = last;
        continue;
      }
      const head = newest === undefined ? START : positionOf(newest) <= known.seen ? known.head : positionOf(newest);
      // Looks may overtake one another: what is known never goes back.
      if (seen !== undefined && seen > this.known.seen) this.known = { head, seen };
      return head;
    }
  }
}
