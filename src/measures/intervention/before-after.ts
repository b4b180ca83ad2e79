import { type Interval, wilson } from '../proportions/wilson.js';
import { type ChartOptions, type ControlChart, controlChart } from '../trend/control-chart.js';
import { partsAt, type UndecayedSeries } from '../trend/undecayed-series.js';

/** All periods on one side of the intervention, taken together. */
export interface Side {
  readonly periods: number;
  readonly successes: number;
  readonly trials: number;
  readonly proportion: number;
  /** Wilson, 95 %. */
  readonly interval: Interval;
}
export interface BeforeAfter {
  /** Null when no period lies on that side. */
  readonly before: Side | null;
  readonly after: Side | null;
  /** after − before with its 95 % interval; null when a side is missing. */
  readonly difference: ({ readonly value: number } & Interval) | null;
  /** The chart, re-based at the day of the intervention. */
  readonly chart: ControlChart;
}

/**
 * What was before an intervention and what was after. The period in which the day falls counts as after. It shows a difference, never a
 * cause: whatever else happened at that time is in it too.
 * @param day of the intervention, whole days since 1970-01-01, UTC
 */
export function beforeAfter(series: UndecayedSeries, day: number, options: Omit<ChartOptions, 'rebasedAt'>): BeforeAfter {
  const [earlier, later] = partsAt(series, [day]);
  const before = sideOf(earlier!);
  const after = sideOf(later!);
  const difference = before && after ? differenceOf(before, after) : null;
  return { before, after, difference, chart: controlChart(series, { ...options, rebasedAt: [day] }) };
}

function sideOf({ points }: UndecayedSeries): Side | null {
  const successes = points.reduce((sum, point) => sum + point.successes, 0);
  const trials = points.reduce((sum, point) => sum + point.trials, 0);
  const interval = wilson(successes, trials);
  return interval && { periods: points.length, successes, trials, proportion: successes / trials, interval };
}

/** Newcombe (1998), Statistics in Medicine 17: 873-890, method 10: a difference's interval from the two Wilson intervals. */
function differenceOf(before: Side, after: Side): NonNullable<BeforeAfter['difference']> {
  const value = after.proportion - before.proportion;
  const fall = Math.hypot(after.proportion - after.interval.low, before.interval.high - before.proportion);
  const rise = Math.hypot(after.interval.high - after.proportion, before.proportion - before.interval.low);
  return { value, low: Math.max(-1, value - fall), high: Math.min(1, value + rise) };
}
