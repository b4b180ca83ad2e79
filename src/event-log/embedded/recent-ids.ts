/** As many ids as EventStoreDB remembers at the least; about 2 MB. */
const CAPACITY = 16_384;

/** Where the newest event ids were written: what makes an append with 'ANY' or 'STREAM_EXISTS' recognisable. The oldest are forgotten first. */
export class RecentIds {
  private readonly sequences = new Map<string, number>();

  /** How many of the newest events are worth remembering. */
  static readonly capacity = CAPACITY;

  add(id: string, sequence: number): void {
    // Deleted first, so that an id written again counts as new.
    this.sequences.delete(id);
    this.sequences.set(id, sequence);
    if (this.sequences.size > CAPACITY) this.sequences.delete(this.sequences.keys().next().value as string);
  }

  sequenceOf(id: string): number | undefined {
    return this.sequences.get(id);
  }
}
