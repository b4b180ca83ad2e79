import type { TailPage } from './log-tail.js';

/** So many events are put into words for one reader before others have their turn: milliseconds. */
const AT_ONCE = 100;

/** A page in parts of so many events at most. A part is at its last event; the last one is where the page is. */
export function* inParts({ events, position }: TailPage): Generator<TailPage, void, void> {
  let from = 0;
  for (; events.length - from > AT_ONCE; from += AT_ONCE)
    yield { events: events.slice(from, from + AT_ONCE), position: events[from + AT_ONCE - 1]!.position };
  yield { events: from === 0 ? events : events.slice(from), position };
}

/**
 * Lets those who wait go on one after another, each in a turn of the event loop of its own. What is in memory already, and goes to a client that takes it
 * at once, never waits for anything outside: without this a reader would hold the thread until it is at the head.
 */
export class LoopTurns {
  private readonly waiting: (() => void)[] = [];

  next(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (this.waiting.length === 1) setImmediate(this.serve);
    });
  }

  private readonly serve = (): void => {
    this.waiting[0]!();
    this.waiting.shift();
    if (this.waiting.length > 0) setImmediate(this.serve);
  };
}
