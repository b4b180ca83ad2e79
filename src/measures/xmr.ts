import { mean } from './proportions.js';

/** What a stable process stays within. */
export interface XmrLimits {
  readonly mean: number;
  /** Mean of the moving ranges that the limits rest on. */
  readonly meanRange: number;
  readonly lower: number;
  readonly upper: number;
}

/** 3 / 1.128: three standard deviations, estimated from ranges of two. */
const LIMIT = 2.66;

/**
 * Limits of an individuals (XmR) chart, for what is measured (minutes, days): mean ± 2.66 · mean moving range (NHSRplotthedots). Never for
 * proportions, which `controlChart` is for: at 95 % of five trials XmR limits signal in five charts of six though nothing happens. Null for fewer
 * than two values: nothing moved yet.
 */
export function xmrLimits(values: readonly number[]): XmrLimits | null {
  if (values.length < 2) return null;
  const centre = mean(values);
  const meanRange = mean(values.slice(1).map((value, place) => Math.abs(value - values[place]!)));
  return { mean: centre, meanRange, lower: centre - LIMIT * meanRange, upper: centre + LIMIT * meanRange };
}
