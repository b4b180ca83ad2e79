import type { LogReader } from '../event-log/event-log.js';
import type { PastViews } from '../history/past-views.js';
import type { LiveViews } from '../queries/live-views.js';
import { recordedAt } from '../queries/recorded.js';
import type { ViewReader, Views, When } from '../queries/view-reader.js';

/** The live views, or those of a past position where one is asked for. */
export class ViewsOfAnyMoment implements Views {
  constructor(
    private readonly live: LiveViews,
    private readonly past: PastViews,
    private readonly log: LogReader,
  ) {}

  async at({ minPosition, atPosition, signal }: When): Promise<ViewReader> {
    if (atPosition === undefined) return this.live.at(minPosition);
    const reader = await this.past.at(atPosition, signal);
    return { ...reader, recordedAt: async () => recordedAt(await this.live.at(), this.log, atPosition) };
  }
}
