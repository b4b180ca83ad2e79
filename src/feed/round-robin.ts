import type { TailPage } from './log-tail.js';

/** Events that are serialised for one reader before the next one's turn: some milliseconds of work. */
const CHUNK_EVENTS = 100;

/** A page in chunks of at most CHUNK_EVENTS. A chunk's position is that of its last event; the last chunk's is the page's. */
export function* chunksOf({ events, position }: TailPage): Generator<TailPage, void, void> {
  let from = 0;
  for (; events.length - from > CHUNK_EVENTS; from += CHUNK_EVENTS)
    yield { events: events.slice(from, from + CHUNK_EVENTS), position: events[from + CHUNK_EVENTS - 1]!.position };
  yield { events: from === 0 ? events : events.slice(from), position };
}

/**
 * Resumes waiting readers one after another, each in its own turn of the event loop. A reader that is served from memory, with
 * a client that reads fast, never waits for I/O: without this it would block the thread until it reaches the head.
 */
export class RoundRobin {
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
