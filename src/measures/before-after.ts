import { type ControlChart, controlChart, stretchesOf } from './chart.js';
import type { Period, UndecayedSeries } from './periods.js';
import { type Interval, sum, wilson } from './proportions.js';

/** The total of all periods on one side of the intervention. */
export interface Side {
  /** Number of periods with a trial. */
  readonly periods: number;
  readonly successes: number;
  readonly trials: number;
  readonly proportion: number;
  /** Wilson, 95 %. */
  readonly interval: Interval;
}
export interface BeforeAfter {
  /** Null when there is no trial before the intervention; `after` likewise. */
  readonly before: Side | null;
  readonly after: Side | null;
  /** after − before with its 95 % interval; null when a side is missing. */
  readonly difference: ({ readonly value: number } & Interval) | null;
  /** The control chart, re-based at the day of the intervention. */
  readonly chart: ControlChart;
}

/**
 * Compares the periods before and after an intervention. The period that contains its day is on neither side. The result is a
 * difference, not a cause: it includes the effect of everything else that happened at that time.
 * @param day of the intervention, whole days since 1970-01-01 in the organisation's zone
 */
export function beforeAfter(series: UndecayedSeries, day: number): BeforeAfter {
  const [earlier, later] = stretchesOf(series.periods, [day]);
  const before = sideOf(earlier!);
  const after = sideOf(later!);
  return { before, after, difference: before && after ? differenceOf(before, after) : null, chart: controlChart(series, [day]) };
}

function sideOf(periods: readonly Period[]): Side | null {
  const successes = sum(periods.map((period) => period.successes));
  const trials = sum(periods.map((period) => period.trials));
  const interval = wilson(successes, trials);
  const counted = periods.filter((period) => period.trials > 0).length;
  return interval && { periods: counted, successes, trials, proportion: successes / trials, interval };
}

/** The interval of a difference from the two Wilson intervals: Newcombe (1998), Statistics in Medicine 17: 873-890, method 10. */
function differenceOf(before: Side, after: Side): NonNullable<BeforeAfter['difference']> {
  const value = after.proportion - before.proportion;
  const fall = Math.hypot(after.proportion - after.interval.low, before.interval.high - before.proportion);
  const rise = Math.hypot(after.interval.high - after.proportion, before.proportion - before.interval.low);
  return { value, low: Math.max(-1, value - fall), high: Math.min(1, value + rise) };
}
