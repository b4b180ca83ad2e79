import type { DecayedSums } from '../../measures/tallies.js';
import type { Tally } from '../../measures/tallies.js';

/** Day tallies in typed columns, in order of the days: millions of them are summed in milliseconds. */
export interface ScoreColumns {
  readonly days: Int32Array;
  readonly successes: Int32Array;
  readonly trials: Int32Array;
}

export function columnsOf(tallies: Iterable<Tally>): ScoreColumns {
  const all = [...tallies];
  return {
    days: Int32Array.from(all, ({ d }) => d),
    successes: Int32Array.from(all, ({ s }) => s),
    trials: Int32Array.from(all, ({ n }) => n),
  };
}

/**
 * The same sums as `decayedSums` of the tallies up to `lastDay` and the rest after them, added in the same order: the same numbers to the last
 * digit, so that a ranking never contradicts the scores that it shows.
 */
export function sumColumns(
  { days, successes, trials }: ScoreColumns,
  lastDay: number,
  day: number,
  weights: readonly number[],
  rest: Tally | undefined,
): DecayedSums {
  // Local numbers: fields of an object would be boxed anew for every one of millions of tallies.
  let good = 0;
  let information = 0;
  let succeeded = 0;
  let tried = 0;
  for (let index = 0; index < days.length && days[index]! <= lastDay; index++) {
    const w = weights[day - days[index]!]!;
    const s = successes[index]!;
    const n = trials[index]!;
    good += w * s;
    information += w * n;
    succeeded += s;
    tried += n;
  }
  const { s, n } = rest ?? NOTHING;
  return { successes: succeeded + s, trials: tried + n, good: good + s, information: information + n };
}

/** Of the moment's own day: it weighs 1. */
const NOTHING = { s: 0, n: 0 };
