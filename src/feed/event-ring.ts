import type { Position, RecordedEvent } from '../domain/kernel/event.js';

/** The log's newest events, gapless from `base` (exclusive) on, and no more of them than fit. */
export class EventRing {
  private events: RecordedEvent[] = [];
  private newest: Position;

  constructor(
    private base: Position,
    private readonly capacity: number,
  ) {
    this.newest = base;
  }

  /** Position of the newest event that it was given. */
  get end(): Position {
    return this.newest;
  }

  /** Whether everything after this position that the ring has seen is still here. */
  reaches(after: Position): boolean {
    return after >= this.base;
  }

  /** Takes the next page of the log. */
  add(page: readonly RecordedEvent[]): void {
    this.events.push(...page);
    this.newest = page.at(-1)?.position ?? this.newest;
    // A quarter more than the capacity before anything is moved: the cost of making room is spread over many events.
    if (this.events.length > this.capacity * 1.25) this.forgetOldest(this.events.length - this.capacity);
  }

  /** The oldest events after this position, `limit` at most. Only meaningful where `reaches(after)`. */
  after(after: Position, limit: number): readonly RecordedEvent[] {
    const first = this.firstAfter(after);
    return this.events.slice(first, first + limit);
  }

  private forgetOldest(count: number): void {
    this.base = this.events[count - 1]?.position ?? this.base;
    this.events = this.events.slice(count);
  }

  /** Binary search: hundreds of readers ask after every commit. */
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
