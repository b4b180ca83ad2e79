import { BACKWARDS, END, type EventStoreDBClient } from '@eventstore/db-client';
import { START, type Position } from '../../domain/kernel/event.js';
import { readPages, type Verdict } from './read-pages.js';
import { type AnyServerEvent, isSystemEvent, positionOf } from './recorded-event.js';

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
  ) {}

  async find(): Promise<Position> {
    const found = (await this.look(FIRST_LOOK)) ?? (await this.look(Number.MAX_SAFE_INTEGER)) ?? this.known;
    // Looks may overtake one another: what is known never goes back.
    if (found.seen > this.known.seen) this.known = found;
    return found.head;
  }

  /** Looks back from the end, at `count` events at the most; undefined when they were not enough to tell. */
  private async look(count: number): Promise<Found | undefined> {
    const known = this.known;
    let [looked, seen, head]: [number, Position | undefined, Position | undefined] = [0, undefined, undefined];
    const take = (event: AnyServerEvent): Verdict => {
      const position = positionOf(event);
      looked++;
      seen ??= position;
      if (position <= known.seen) head = known.head;
      else if (!isSystemEvent(event)) head = position;
      return head === undefined ? 'skip' : 'end';
    };
    const read = this.client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: count });
    await readPages(read, { take, late: this.late, signal: undefined }).next();
    if (head === undefined && looked === count) return undefined;
    return { head: head ?? START, seen: seen ?? START };
  }
}
