import { side } from '../rounding/side.js';
import type { UndecayedSeries } from './undecayed-series.js';
import type { XmrLimits } from './xmr-limits.js';

export type Rule = 'OUTSIDE_LIMITS' | 'SEVEN_ON_ONE_SIDE' | 'SEVEN_POINT_RUN' | 'TWO_OF_THREE_NEAR_LIMIT';
/** A rule that a point takes part in, and where to: 1 up, −1 down. */
export interface RuleHit {
  readonly rule: Rule;
  readonly direction: 1 | -1;
}

const SEVEN = 7;

/**
 * The four rules of the NHS's Making Data Count, point by point. "Anything more risks false positives." (domain.md, 3.1, S48, S49)
 * - outside limits: beyond the upper or lower limit
 * - seven on one side: part of seven or more neighbours on one side of the mean
 * - seven-point run: part of seven or more neighbours, each higher (or each lower) than the one before
 * - two of three near a limit: itself beyond a near limit, as is another among three neighbours on the same side. The third may lie anywhere,
 *   and a point beyond the limit is beyond the near limit too; NHSRplotthedots is narrower in both.
 */
export function nhsRules({ points }: UndecayedSeries, limits: XmrLimits): readonly (readonly RuleHit[])[] {
  const values = points.map(({ value }) => value);
  const beyond = (value: number, lower: number, upper: number) =>
    Math.max(side(value, upper), 0) + Math.min(side(value, lower), 0);
  const outside = values.map((value) => beyond(value, limits.lower, limits.upper));
  const near = values.map((value) => beyond(value, limits.nearLower, limits.nearUpper));
  const sides = values.map((value) => side(value, limits.mean));
  const steps = values.slice(1).map((value, index) => side(value, values[index]!));
  const stretch = inStretches(sides, SEVEN);
  // Six steps of one kind join seven points: a point belongs to the run of the step before it or of the one after it.
  const stepRuns = inStretches(steps, SEVEN - 1);
  const runs = values.map((_, index) => (stepRuns[index] || stepRuns[index - 1]) ?? 0);
  const pairs = near.map((there, index) => (there !== 0 && neighbours(near, index).includes(there) ? there : 0));

  return values.map((_, index) => [
    ...hit('OUTSIDE_LIMITS', outside[index]!),
    ...hit('SEVEN_ON_ONE_SIDE', stretch[index]!),
    ...hit('SEVEN_POINT_RUN', runs[index]!),
    ...hit('TWO_OF_THREE_NEAR_LIMIT', pairs[index]!),
  ]);
}

const hit = (rule: Rule, direction: number): readonly RuleHit[] =>
  direction === 0 ? [] : [{ rule, direction: direction > 0 ? 1 : -1 }];

/** The others of all windows of three that hold the point. */
const neighbours = (signs: readonly number[], index: number): readonly number[] =>
  [-2, -1, 1, 2].map((offset) => signs[index + offset] ?? 0);

/** Each sign, or 0 where it stands in a stretch of fewer than `length` equal ones. */
function inStretches(signs: readonly number[], length: number): readonly number[] {
  const kept = signs.map(() => 0);
  for (let start = 0, end = 0; start < signs.length; start = end) {
    while (end < signs.length && signs[end] === signs[start]) end++;
    if (end - start >= length) kept.fill(signs[start]!, start, end);
  }
  return kept;
}
