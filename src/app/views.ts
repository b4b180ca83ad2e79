import type { PastViews } from '../history/past-views.js';
import type { Positions } from '../history/positions.js';
import type { LiveViews } from '../queries/live-views.js';
import type { ViewReader, Views, When } from '../queries/view-reader.js';

/** The live views, or those of a past position or moment of recording where one is asked for. */
export class ViewsOfAnyMoment implements Views {
  constructor(
    private readonly live: LiveViews,
    private readonly past: PastViews,
    private readonly positions: Positions,
  ) {}

  async at({ minPosition, atPosition, knownAt, signal }: When): Promise<ViewReader> {
    if (knownAt !== undefined) return { ...(await this.past.at(await this.positions.at(knownAt), signal)), present: knownAt };
    if (atPosition === undefined) return this.live.at(minPosition);
    const reader = await this.past.at(atPosition, signal);
    const present = await this.positions.recordedAt(atPosition);
    return present === null ? reader : { ...reader, present };
  }

  positionAt(moment: string) {
    return this.positions.at(moment);
  }
}
