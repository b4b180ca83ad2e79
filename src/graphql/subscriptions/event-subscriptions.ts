import { Inject, Injectable } from '@nestjs/common';
import type { Identity } from '../../access/identity.js';
import { Reach } from '../../access/rows/reach.js';
import type { ToldEvent } from '../../access/single-answers.js';
import type { FeedFilter } from '../../feed/feed-filter.js';
import { FeedTail } from '../../feed/feed.module.js';
import { type TailPage, firstPage, type Place } from '../../feed/log-tail.js';

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

const PATIENCE_MS = 5_000;

/** Opens readers of the log for GraphQL subscribers. */
@Injectable()
export class EventSubscriptions {
  constructor(
    @Inject(FeedTail) private readonly tail: FeedTail,
    @Inject(Reach) private readonly reach: Reach,
  ) {}

  /**
   * The events after a position (`start`: all), or only those that come from now on (`end`, null). Throws what `filter` throws, INVALID_POSITION
   * and LOG_UNAVAILABLE.
   */
  async open(
    identity: Identity,
    from: Place | null | undefined,
    filter: () => FeedFilter,
  ): Promise<AsyncIterableIterator<ToldEvent>> {
    const reader = new AbortController();
    try {
      const wanted = { ...filter(), audience: this.reach.along(identity) };
      const { after } = await this.tail.stretch({ after: from ?? 'end', ends: false });
      const pages = this.tail.from(after, wanted, reader.signal);
      return singleEvents(await firstPage(pages, PATIENCE_MS, { after }), pages, reader);
    } catch (error) {
      reader.abort();
      throw error;
    }
  }
}
