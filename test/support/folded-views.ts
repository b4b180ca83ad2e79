import { PROJECTIONS } from '../../projections/index.js';
import { fold } from '../../projections/kit/fold.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { ViewReader, Views, When } from '../../src/queries/view-reader.js';
import { MemoryViews } from './memory-views.js';

/** The views folded from a list of events. `show` replaces the events; results cached for the earlier ones are not reused. */
export class FoldedViews implements Views {
  private views = new MemoryViews({});
  private histories = 0;

  show(events: readonly RecordedEvent[]): void {
    this.histories += 1;
    this.views = new MemoryViews(
      Object.fromEntries(PROJECTIONS.map((projection) => [projection.name, Object.fromEntries(fold(projection, events))])),
    );
  }

  positionAt() {
    return this.views.positionAt();
  }

  async at(when: When): Promise<ViewReader> {
    const reader = await this.views.at(when);
    const { histories } = this;
    return { ...reader, mark: async (view) => `${await reader.mark(view)} of ${histories}` };
  }
}
