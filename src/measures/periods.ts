import type { Tally } from './tallies.js';

const DAY = 86_400_000;

export type Bucket = 'MONTH' | 'QUARTER';
const MONTHS = { MONTH: 1, QUARTER: 3 } as const;

/**
 * The calendar month or quarter that contains a day, counted from the year 0. Days are whole days since 1970-01-01 in the
 * organisation's zone. The zone was applied when an instant was converted to a day, so the arithmetic here is UTC.
 */
export function bucketOf(day: number, bucket: Bucket): number {
  const date = new Date(day * DAY);
  return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / MONTHS[bucket]);
}

/** The first day of a month or quarter. The inverse of `bucketOf`. */
export function firstDayOf(index: number, bucket: Bucket): number {
  const months = index * MONTHS[bucket];
  return Date.UTC(Math.floor(months / 12), months % 12, 1) / DAY;
}

/** The undecayed counts of one period. */
export interface Period {
  /** As `bucketOf` gives it: consecutive periods differ by 1. */
  readonly index: number;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly successes: number;
  readonly trials: number;
}

declare const undecayed: unique symbol;
/**
 * Counts of periods that share no trial. Only `periodSeries` creates one, from whole trials, and the tests of change accept
 * nothing else: they assume independent points, while a half-life-weighted score repeats most of the day before.
 */
export interface UndecayedSeries {
  readonly bucket: Bucket;
  /** In chronological order without a gap, including periods without a trial. Empty when there is no trial at all. */
  readonly periods: readonly Period[];
  readonly [undecayed]: true;
}

/**
 * The counts per calendar period, from that of the first trial to the last one that has ended by `lastDay` (inclusive).
 * @throws RangeError for a fraction of a trial, because the tallies are then decayed sums
 */
export function periodSeries(tallies: Iterable<Tally>, lastDay: number, bucket: Bucket): UndecayedSeries {
  const days = [...tallies].filter(({ n }) => n !== 0);
  if (days.some(({ s, n }) => !Number.isInteger(s) || !Number.isInteger(n))) {
    throw new RangeError('A period counts whole trials, but these are weighted by age');
  }
  const first = bucketOf(
    days.reduce((least, { d }) => Math.min(least, d), lastDay + 1),
    bucket,
  );
  const end = bucketOf(lastDay + 1, bucket);
  const counts = Array.from({ length: Math.max(0, end - first) }, () => ({ successes: 0, trials: 0 }));
  for (const { d, s, n } of days) {
    const count = counts[bucketOf(d, bucket) - first];
    if (count === undefined) continue;
    count.successes += s;
    count.trials += n;
  }
  const periods = counts.map((count, place) => ({
    index: first + place,
    firstDay: firstDayOf(first + place, bucket),
    lastDay: firstDayOf(first + place + 1, bucket) - 1,
    ...count,
  }));
  return { bucket, periods } as unknown as UndecayedSeries;
}
