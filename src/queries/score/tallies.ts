import type { Counted, Counts } from '../../../projections/trials/documents.js';
import type { Tallies } from '../../../projections/kit/year-counts.js';
import type { Tally } from '../../measures/tallies.js';

/** What counts of a pair, or of several that are read as one; see `Counts`. */
export interface CountedPair {
  readonly components: Counts['days'];
  readonly corrections: Counts['corrections'];
}

/** Up to when trials count: whole days, what a settled verdict was told to be since, and the single trials of a day that is not over. */
export interface UpTo {
  readonly lastDay: number;
  /** Corrections told after this moment do not apply. */
  readonly correctedUpTo: string;
  readonly rest?: Tally | undefined;
}

/** Day tallies as the formulas take them, in order of the days. */
export function* talliesIn(years: Tallies): Iterable<Tally> {
  for (const { days, successes, trials } of years) {
    for (const [index, d] of days.entries()) yield { d, s: successes[index]!, n: trials[index]! };
  }
}

/** The day tallies of something counted as of a moment, in order of the days; the rest of a day that is not over comes last. */
export function talliesAsOf(
  { components, corrections }: CountedPair,
  counted: Counted,
  { lastDay, correctedUpTo, rest }: UpTo,
): Iterable<Tally> {
  const applying = corrections.filter((one) => one.counted === counted && one.day <= lastDay && one.from <= correctedUpTo);
  const tallies = applying.length === 0 ? talliesIn(components[counted]) : correctedTallies(components[counted], applying);
  return cutTallies(tallies, lastDay, rest);
}

/** Those of days up to one, and what counts of the day after them so far. */
export function* cutTallies(tallies: Iterable<Tally>, lastDay: number, rest: Tally | undefined): Iterable<Tally> {
  for (const tally of tallies) if (tally.d <= lastDay) yield tally;
  if (rest) yield rest;
}

/** Each day once. */
export function correctedTallies(years: Tallies, corrections: Counts['corrections']): readonly Tally[] {
  const byDay = new Map<number, { d: number; s: number; n: number }>();
  const add = (d: number, s: number, n: number) => {
    const sum = byDay.get(d) ?? { d, s: 0, n: 0 };
    sum.s += s;
    sum.n += n;
    byDay.set(d, sum);
  };
  for (const { d, s, n } of talliesIn(years)) add(d, s, n);
  for (const { day, successes, trials } of corrections) add(day, successes, trials);
  return [...byDay.values()].filter(({ s, n }) => s !== 0 || n !== 0).sort((a, b) => a.d - b.d);
}
