import { Inject, Injectable } from '@nestjs/common';
import type { Position, RecordedEvent } from '../../domain/kernel/event.js';
import type { FeedFilter } from '../../feed/feed-filter.js';
import { FeedTail } from '../../feed/feed-tail.js';
import { firstPage } from '../../feed/first-page.js';
import { singleEvents } from './single-events.js';

const PATIENCE_MS = 5_000;

/** Opens readers of the log for GraphQL subscribers. */
@Injectable()
export class EventSubscriptions {
  constructor(@Inject(FeedTail) private readonly tail: FeedTail) {}

  /**
   * The events after a position, or only those that come from now on. Throws what `filter` throws, INVALID_POSITION and LOG_UNAVAILABLE.
   */
  async open(after: Position | null | undefined, filter: () => FeedFilter): Promise<AsyncIterableIterator<RecordedEvent>> {
    const reader = new AbortController();
    try {
      const pages = this.tail.from(after ?? (await this.tail.head()), filter(), reader.signal);
      return singleEvents(await firstPage(pages, PATIENCE_MS), pages, reader);
    } catch (error) {
      reader.abort();
      throw error;
    }
  }
}
