import { halfLifeWeight } from '../proportions/half-life.js';
import type { Tally } from './tally.js';

/** All that a component's score needs of its trials: plain counts, and sums in which each trial weighs w = 2^(−age/H). */
export interface DecayedSums {
  readonly successes: number;
  readonly trials: number;
  /** Σ w·s */
  readonly weightedSuccesses: number;
  /** Σ w */
  readonly weight: number;
  /** Σ w² */
  readonly squares: number;
}

/**
 * Sums the trials known at the end of day `asOfDay` (whole days since 1970-01-01, UTC). A trial's age is the whole days between the day of
 * its verdict and that day, 0 on the day itself; a verdict of a later day does not count yet. (domain.md, 3.2, step 1)
 * `weightOf` gives the weight by age: pass a table where many relationships are summed under one policy.
 */
export function decayedSums(tallies: Iterable<Tally>, asOfDay: number, weightOf: (age: number) => number): DecayedSums {
  let [successes, trials, weightedSuccesses, weight, squares] = [0, 0, 0, 0, 0];
  for (const { d, s, n } of tallies) {
    if (d > asOfDay) continue;
    const w = weightOf(asOfDay - d);
    successes += s;
    trials += n;
    weightedSuccesses += w * s;
    weight += w * n;
    squares += w * w * n;
  }
  return { successes, trials, weightedSuccesses, weight, squares };
}

/** Half-lives whose weights are kept: those of the policies in use, and of some that are tried out. */
const TABLES_KEPT = 32;
const tables = new Map<number, number[]>();

/** The weight by age under a half-life: what `decayedSums` asks for. From a table, because a power for each tally is what would take the time. */
export function fading(halfLifeDays: number): (age: number) => number {
  if (tables.size >= TABLES_KEPT) tables.clear();
  const table = tables.get(halfLifeDays) ?? [];
  tables.set(halfLifeDays, table);
  return (age) => {
    while (table.length <= age) table.push(halfLifeWeight(table.length, halfLifeDays));
    return table[age]!;
  };
}
