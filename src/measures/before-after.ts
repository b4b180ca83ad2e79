import { type ControlChart, controlChart, stretchesOf } from './chart.js';
import type { Period, UndecayedSeries } from './periods.js';
import { type Interval, sum, wilson } from './proportions.js';

/** All periods on one side of the intervention, taken together. */
export interface Side {
  /** With a trial. */
  readonly periods: number;
  readonly successes: number;
  readonly trials: number;
  readonly proportion: number;
  /** Wilson, 95 %. */
  readonly interval: Interval;
}
export interface BeforeAfter {
  /** Null when no trial lies on that side. */
  readonly before: Side | null;
  readonly after: Side | null;
  /** after − before with its 95 % interval; null when a side is missing. */
  readonly difference: ({ readonly value: number } & Interval) | null;
  /** The chart, re-based at the day of the intervention. */
  readonly chart: ControlChart;
}

/**
 * What was before an intervention and what was after. The period in which the day falls is in neither half. It shows a difference, never a
 * cause: whatever else happened at that time is in it too.
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

/** Newcombe (1998), Statistics in Medicine 17: 873-890, method 10: a difference's interval from the two Wilson intervals. */
function differenceOf(before: Side, after: Side): NonNullable<BeforeAfter['difference']> {
  const value = after.proportion - before.proportion;
  const fall = Math.hypot(after.proportion - after.interval.low, before.interval.high - before.proportion);
  const rise = Math.hypot(after.interval.high - after.proportion, before.proportion - before.interval.low);
  return { value, low: Math.max(-1, value - fall), high: Math.min(1, value + rise) };
}
