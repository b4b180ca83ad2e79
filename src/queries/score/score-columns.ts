import type { Counts } from '../../../projections/trials/documents.js';
import type { Component } from '../../measures/components.js';
import type { DecayedSums } from '../../measures/tallies.js';
import type { Tally } from '../../measures/tallies.js';
import { correctedTallies, talliesIn, type UpTo } from './tallies.js';

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

export type Corrected = Pick<UpTo, 'lastDay' | 'correctedUpTo'>;

/** A component's columns as of a moment: the same object as long as no correction of it lies between. */
export interface CountedColumns {
  of(component: Component, correctedUpTo: string): ScoreColumns;
}

/** The columns of what several documents count together; corrections are few, so that each stand of them has columns of its own. */
export function correctedColumns(documents: readonly Pick<Counts, 'days' | 'corrections'>[]): CountedColumns {
  const plain = new Map<string, ScoreColumns>();
  const corrected = new Map<string, ScoreColumns>();
  const corrections = documents.flatMap((one) => one.corrections);
  const years = (component: Component) => documents.flatMap(({ days }) => days[component]);
  const appliedBy = (component: Component, correctedUpTo: string) =>
    corrections.filter(({ counted, from }) => counted === component && from <= correctedUpTo);
  return {
    of(component, correctedUpTo) {
      const applying = corrections.length === 0 ? corrections : appliedBy(component, correctedUpTo);
      const known = applying.length === 0 ? plain : corrected;
      const name = applying.length === 0 ? component : `${component} ${applying.length}`;
      let columns = known.get(name);
      if (!columns) {
        const isPlain = applying.length === 0 && documents.length === 1;
        columns = columnsOf(isPlain ? talliesIn(years(component)) : correctedTallies(years(component), applying));
        known.set(name, columns);
      }
      return columns;
    },
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
