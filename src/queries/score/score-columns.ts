import { halfLifeWeight } from '../../measures/proportions/half-life.js';
import type { DecayedSums } from '../../measures/score/decayed-sums.js';
import type { Tally } from '../../measures/score/tally.js';

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

/** The weight of every age up to a limit: a table, because a power for each of millions of tallies is what would take the time. */
export const weightTable = (halfLifeDays: number, maxAge: number): Float64Array =>
  Float64Array.from({ length: Math.max(0, maxAge) + 1 }, (_, age) => halfLifeWeight(age, halfLifeDays));

/**
 * The same sums as `decayedSums` of the tallies up to `lastDay` and the rest after them, added in the same order: the same numbers to the last
 * digit, so that a ranking never contradicts the scores that it shows.
 */
export function sumColumns(
  { days, successes, trials }: ScoreColumns,
  lastDay: number,
  day: number,
  weights: Float64Array,
  rest: Tally | undefined,
): DecayedSums {
  const sums = { successes: 0, trials: 0, weightedSuccesses: 0, weight: 0, squares: 0 };
  for (let index = 0; index < days.length; index++) {
    if (days[index]! > lastDay) break;
    add(sums, successes[index]!, trials[index]!, weights[day - days[index]!]!);
  }
  if (rest) add(sums, rest.s, rest.n, weights[0]!);
  return sums;
}

function add(sums: { -readonly [K in keyof DecayedSums]: number }, s: number, n: number, w: number): void {
  sums.successes += s;
  sums.trials += n;
  sums.weightedSuccesses += w * s;
  sums.weight += w * n;
  sums.squares += w * w * n;
}
