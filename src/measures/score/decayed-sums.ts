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

/** The weights of the ages 0 to `age`, and perhaps further: a table, because a power for each of millions of tallies is what would take the time. */
export function weightTable(halfLifeDays: number, age: number): readonly number[] {
  const table = tables.get(halfLifeDays) ?? [];
  if (table.length === 0) {
    if (tables.size >= TABLES_KEPT) tables.clear();
    tables.set(halfLifeDays, table);
  }
  while (table.length <= age) table.push(halfLifeWeight(table.length, halfLifeDays));
  return table;
}

/** The weight by age under a half-life: what `decayedSums` asks for. */
export const fading =
  (halfLifeDays: number) =>
  (age: number): number =>
    weightTable(halfLifeDays, age)[age]!;
