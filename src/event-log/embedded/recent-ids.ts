/** As many ids as EventStoreDB remembers at the least; about 2 MB. */
const CAPACITY = 16_384;

/**
 * Where the newest events' ids were written: what makes an append with 'ANY' or 'STREAM_EXISTS' recognisable. Every event adds one and
 * hardly any append asks, so they are searched, not indexed.
 */
export class RecentIds {
  /** Each at its sequence's remainder. */
  private readonly ids = new Array<string | undefined>(CAPACITY);
  private newest = 0;

  /** How many of the newest events are remembered. */
  static readonly capacity = CAPACITY;

  /** @param sequence the event's number in the log; they come in order, without gaps */
  add(id: string, sequence: number): void {
    this.ids[sequence % CAPACITY] = id;
    this.newest = sequence;
  }

  /** Of an id that was written more than once, the newest. */
  sequenceOf(id: string): number | undefined {
    const round = this.newest - (this.newest % CAPACITY);
    const inRound = this.ids.lastIndexOf(id, this.newest % CAPACITY);
    if (inRound !== -1) return round + inRound;
    const before = this.ids.lastIndexOf(id);
    return before === -1 ? undefined : round - CAPACITY + before;
  }
}
