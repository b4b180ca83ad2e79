/** As many ids as EventStoreDB remembers at the least; about 2 MB. */
const CAPACITY = 16_384;

/** Where the newest events' ids were written: what makes an append with 'ANY' or 'STREAM_EXISTS' recognisable. */
export class RecentIds {
  private readonly sequences = new Map<string, number>();
  /** Of the newest events, each at its sequence's remainder: what to forget next is found without a walk over the map. */
  private readonly ids: string[] = [];

  /** How many of the newest events are remembered. */
  static readonly capacity = CAPACITY;

  /** @param sequence the event's number in the log; they come in order, without gaps */
  add(id: string, sequence: number): void {
    const place = sequence % CAPACITY;
    const oldest = this.ids[place];
    // Unless the id was written again since.
    if (oldest !== undefined && this.sequences.get(oldest) === sequence - CAPACITY) this.sequences.delete(oldest);
    this.ids[place] = id;
    this.sequences.set(id, sequence);
  }

  sequenceOf(id: string): number | undefined {
    return this.sequences.get(id);
  }
}
