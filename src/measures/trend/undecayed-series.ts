import type { Tally } from '../score/tally.js';
import { bucketOf, firstDayOf, type Bucket } from './calendar.js';

/** One period's plain proportion. Days are whole days since 1970-01-01, UTC. */
export interface PeriodPoint {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly successes: number;
  readonly trials: number;
  /** successes / trials, 0 to 1. */
  readonly value: number;
}

declare const undecayed: unique symbol;
/**
 * Proportions of periods that share no trial. Only `periodSeries` makes one, from whole trials, and the tests of change take nothing else: they assume
 * independent points, and a half-life-smoothed score repeats most of yesterday. (domain.md, 0.5, S43)
 */
export interface UndecayedSeries {
  readonly bucket: Bucket;
  /** In order of time, without a gap. */
  readonly points: readonly PeriodPoint[];
  readonly [undecayed]: true;
}

/** With fewer trials a period's proportion is mostly chance. (domain.md, 3.2: trend layer) */
const MIN_TRIALS = 5;

/**
 * The proportion of each calendar month from `fromDay` to `toDay` (inclusive; verdicts booked on later days stay out). Only periods that lie
 * inside as a whole count, from the first one with a trial on. If any of them has fewer than 5 trials, quarters take the months' place; if one
 * of these has fewer, there is no honest chart: null. Null too without any trial.
 * @param finest QUARTER to ask for quarters at once
 * @throws RangeError for a fraction of a trial: somebody is feeding decayed sums
 */
export function periodSeries(
  tallies: Iterable<Tally>,
  fromDay: number,
  toDay: number,
  finest: Bucket = 'MONTH',
): UndecayedSeries | null {
  const days = [...tallies];
  if (days.some(({ s, n }) => !Number.isInteger(s) || !Number.isInteger(n))) {
    throw new RangeError('A period counts whole trials; these are decayed');
  }
  for (const bucket of finest === 'MONTH' ? (['MONTH', 'QUARTER'] as const) : (['QUARTER'] as const)) {
    const points = countPeriods(days, fromDay, toDay, bucket);
    if (points.length > 0 && points.every(({ trials }) => trials >= MIN_TRIALS)) return seriesOf(bucket, points);
  }
  return null;
}

/**
 * The series cut at given days: one part more than cuts, in order of time, empty where nothing lies between. The period in which a day falls
 * begins the later part.
 */
export function partsAt(series: UndecayedSeries, days: readonly number[]): readonly UndecayedSeries[] {
  const cuts = days.toSorted((a, b) => a - b);
  const partOf = ({ lastDay }: PeriodPoint): number => cuts.filter((day) => day <= lastDay).length;
  return Array.from({ length: cuts.length + 1 }, (_, part) =>
    seriesOf(
      series.bucket,
      series.points.filter((point) => partOf(point) === part),
    ),
  );
}

const seriesOf = (bucket: Bucket, points: readonly PeriodPoint[]): UndecayedSeries => ({ bucket, points }) as UndecayedSeries;

function countPeriods(days: readonly Tally[], fromDay: number, toDay: number, bucket: Bucket): readonly PeriodPoint[] {
  const first =
    firstDayOf(bucketOf(fromDay, bucket), bucket) === fromDay ? bucketOf(fromDay, bucket) : bucketOf(fromDay, bucket) + 1;
  const end = bucketOf(toDay + 1, bucket);
  const counts = Array.from({ length: Math.max(0, end - first) }, () => ({ successes: 0, trials: 0 }));
  for (const { d, s, n } of days) {
    const count = counts[bucketOf(d, bucket) - first];
    if (count === undefined) continue;
    count.successes += s;
    count.trials += n;
  }
  const begin = counts.findIndex(({ trials }) => trials > 0);
  return (begin < 0 ? [] : counts.slice(begin)).map(({ successes, trials }, index) => ({
    firstDay: firstDayOf(first + begin + index, bucket),
    lastDay: firstDayOf(first + begin + index + 1, bucket) - 1,
    successes,
    trials,
    value: trials > 0 ? successes / trials : 0,
  }));
}
