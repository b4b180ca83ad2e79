import type { PastViews } from '../history/past-views.js';
import type { LiveViews } from '../queries/live-views.js';
import type { ViewReader, Views, When } from '../queries/view-reader.js';

/** The live views, or those of a past position where one is asked for. */
export class ViewsOfAnyMoment implements Views {
  constructor(
    private readonly live: LiveViews,
    private readonly past: PastViews,
  ) {}

  at({ minPosition, atPosition, signal }: When): Promise<ViewReader> {
    return atPosition === undefined ? this.live.at(minPosition) : this.past.at(atPosition, signal);
  }
}
