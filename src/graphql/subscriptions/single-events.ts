import type { ToldEvent } from '../../access/single-answers.js';
import type { TailPage } from '../../feed/log-tail.js';

/**
 * A reader's pages as the single events that GraphQL delivers. `return` aborts the reader first: a generator alone would answer it only
 * after the next event, so a subscriber that leaves a quiet log would never be released.
 */
export function singleEvents(
  first: TailPage | undefined,
  rest: AsyncGenerator<TailPage, void, void>,
  reader: AbortController,
): AsyncIterableIterator<ToldEvent> {
  const events = flatten(first, rest);
  return {
    next: () => events.next(),
    return: async () => {
      reader.abort();
      await events.return();
      // Where nothing was asked for yet, `events` has not begun and does not end the reader.
      await rest.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* flatten(first: TailPage | undefined, rest: AsyncIterable<TailPage>): AsyncGenerator<ToldEvent, void, void> {
  if (first) yield* first.events;
  for await (const { events } of rest) yield* events;
}
