import { mean } from './mean.js';
import type { UndecayedSeries } from './undecayed-series.js';

/** What a stable process would stay within. Proportions, but not cut to 0 and 1: beyond them a limit can simply not be crossed. */
export interface XmrLimits {
  readonly mean: number;
  /** Mean of the moving ranges that the limits rest on. */
  readonly meanRange: number;
  readonly lower: number;
  readonly upper: number;
  readonly nearLower: number;
  readonly nearUpper: number;
}

/** 3 / 1.128: three standard deviations, estimated from ranges of two. */
const LIMIT = 2.66;
/** A moving range from here on is itself an outlier. */
const SCREEN = 3.267;

/**
 * Limits of an individuals (XmR) chart: mean ± 2.66 · mean moving range, near limits at two thirds of that. (domain.md, 3.1, S48)
 * Screening drops, once, the moving ranges of 3.267 times their mean or more before the limits are drawn, so that one jump does not hide
 * itself. Null for fewer than two points: nothing moved yet.
 */
export function xmrLimits({ points }: UndecayedSeries, screened = false): XmrLimits | null {
  if (points.length < 2) return null;
  const values = points.map(({ value }) => value);
  const centre = mean(values);
  const ranges = values.slice(1).map((value, index) => Math.abs(value - values[index]!));
  const usual = ranges.filter((range) => range < SCREEN * mean(ranges));
  // Of ranges that are all 0, none is below a multiple of their mean.
  const meanRange = mean(screened && usual.length > 0 ? usual : ranges);
  const reach = LIMIT * meanRange;
  return {
    mean: centre,
    meanRange,
    lower: centre - reach,
    upper: centre + reach,
    nearLower: centre - (2 * reach) / 3,
    nearUpper: centre + (2 * reach) / 3,
  };
}
