import { side } from './proportions.js';

export type Rule = 'OUTSIDE_LIMITS' | 'SEVEN_ON_ONE_SIDE' | 'SEVEN_POINT_RUN' | 'TWO_OF_THREE_NEAR_LIMIT';
/** A rule that a point takes part in, and where to: 1 up, −1 down. */
export interface RuleHit {
  readonly rule: Rule;
  readonly direction: 1 | -1;
}
/** A point as the rules look at it. */
export interface RuledPoint {
  readonly value: number;
  readonly centre: number;
  /** Two thirds of the way to the limits, not cut at 0 and 1. */
  readonly nearLower: number;
  readonly nearUpper: number;
}

const SEVEN = 7;

/**
 * The NHS rules beside "outside limits", for points that follow each other without a gap: "four rules are enough, anything more risks false
 * positives" (NHS Making Data Count; NHSRplotthedots).
 * - seven on one side: part of seven or more neighbours on one side of the centre; on it is on no side
 * - seven-point run: part of seven or more neighbours, six steps, all strictly one way
 * - two of three near a limit: itself beyond a near limit, as is another among three neighbours on the same side
 */
export function runRules(points: readonly RuledPoint[]): readonly (readonly RuleHit[])[] {
  const sides = points.map(({ value, centre }) => side(value, centre));
  const steps = points.slice(1).map(({ value }, place) => side(value, points[place]!.value));
  const near = points.map(
    ({ value, nearLower, nearUpper }) => Math.max(side(value, nearUpper), 0) + Math.min(side(value, nearLower), 0),
  );
  const stretch = inStretches(sides, SEVEN);
  // Six steps of one kind join seven points: a point belongs to the run of the step before it or of the one after it.
  const stepRuns = inStretches(steps, SEVEN - 1);
  const runs = points.map((_, place) => (stepRuns[place] || stepRuns[place - 1]) ?? 0);
  const pairs = near.map((there, place) => (there !== 0 && neighbours(near, place).includes(there) ? there : 0));
  return points.map((_, place) => [
    ...hit('SEVEN_ON_ONE_SIDE', stretch[place]!),
    ...hit('SEVEN_POINT_RUN', runs[place]!),
    ...hit('TWO_OF_THREE_NEAR_LIMIT', pairs[place]!),
  ]);
}

export const hit = (rule: Rule, direction: number): readonly RuleHit[] =>
  direction === 0 ? [] : [{ rule, direction: direction > 0 ? 1 : -1 }];

/** The others of all windows of three that hold the point. */
const neighbours = (signs: readonly number[], place: number): readonly number[] =>
  [-2, -1, 1, 2].map((offset) => signs[place + offset] ?? 0);

/** Each sign, or 0 where it stands in a stretch of fewer than `length` equal ones. */
function inStretches(signs: readonly number[], length: number): readonly number[] {
  const found = signs.map(() => 0);
  for (let start = 0, end = 0; start < signs.length; start = end) {
    while (end < signs.length && signs[end] === signs[start]) end++;
    if (end - start >= length) found.fill(signs[start]!, start, end);
  }
  return found;
}
