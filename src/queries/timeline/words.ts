import type { FactsOf, TimelineEvent } from '../../../projections/timeline/facts.js';

/** Each type of event in plain words. `day` says on which day a moment is. */
export type TimelineWords = (day: (moment: string) => string) => {
  readonly [T in TimelineEvent['type']]: (told: FactsOf<T>) => string;
};
