import type { Period, UndecayedSeries } from './periods.js';
import { binomialTails, type Interval, mean, reaches, side, sum } from './proportions.js';

/** By the number of periods with a trial: CHARTED from 12, TRIAL_LIMITS from 6, POINTS below, without limits and rules. */
export type ChartState = 'CHARTED' | 'TRIAL_LIMITS' | 'POINTS';
/** COMMON_CAUSE: the ordinary variation of the process. The others: something changed, for the better or for the worse. */
export type Variation = 'COMMON_CAUSE' | 'IMPROVEMENT' | 'CONCERN';

export interface ChartLimits {
  /** The proportion of the baseline. */
  readonly centre: number;
  /** The limits within which a stable process stays, clamped to 0 and 1. */
  readonly lower: number;
  readonly upper: number;
  /** Two thirds of the way to the limits, clamped likewise; null for the exact limits of a thin period. */
  readonly nearLower: number | null;
  readonly nearUpper: number | null;
}
export interface ChartPoint extends Period {
  /** successes / trials; null without a trial. */
  readonly value: number | null;
  /** Enough trials for the p' limits, the run rules and the trend: n·p >= 5 and n·(1−p) >= 5. */
  readonly full: boolean;
  readonly limits: ChartLimits | null;
  readonly rules: readonly Rule[];
  readonly variation: Variation;
}
export interface ControlChart {
  readonly bucket: UndecayedSeries['bucket'];
  /** The state of the last stretch, after the last re-basing. */
  readonly state: ChartState;
  readonly points: readonly ChartPoint[];
  /** The points of the last stretch: the only ones that a trend may be computed from. */
  readonly current: readonly ChartPoint[];
}

const CHARTED_FROM = 12;
const LIMITS_FROM = 6;
/** One-sided probability of three standard deviations. */
const THREE_SIGMA_TAIL = 0.00135;
/** Expected range of two values, in standard deviations. */
const D2 = 1.128;
const EXPECTED = 5;

/**
 * A control chart of proportions (docs/measures.md, "Is it real?"): p' limits (Laney 2002) for full periods and exact binomial
 * limits for thin ones, so that thin periods never suppress the chart.
 * @param rebasedAt days from which limits are computed anew. Each is a recorded human judgement that the process changed; the
 * program never decides that. A period that contains such a day, other than as its first, is a point without limits
 */
export function controlChart({ bucket, periods }: UndecayedSeries, rebasedAt: readonly number[] = []): ControlChart {
  const stretches = stretchesOf(periods, rebasedAt);
  const charted = stretches.map((stretch) => chartStretch(stretch));
  const current = charted.at(-1)!;
  const points = new Map(charted.flatMap((stretch) => stretch.points.map((point) => [point.index, point] as const)));
  return {
    bucket,
    state: current.state,
    points: periods.map((period) => points.get(period.index) ?? plain(period)),
    current: current.points,
  };
}

/** The periods between re-basings, in chronological order: one stretch more than re-basings. Stretches may be empty. */
export function stretchesOf(periods: readonly Period[], rebasedAt: readonly number[]): readonly (readonly Period[])[] {
  const cuts = [-Infinity, ...rebasedAt.toSorted((a, b) => a - b), Infinity];
  return cuts.slice(1).map((end, place) => periods.filter(({ firstDay, lastDay }) => firstDay >= cuts[place]! && lastDay < end));
}

/** The level and spread of a process while nothing changes. */
interface Baseline {
  readonly centre: number;
  /** How much wider than by chance alone its periods spread, at least 1: Laney's σ of z. */
  readonly sz: number;
}

function chartStretch(periods: readonly Period[]): { readonly state: ChartState; readonly points: readonly ChartPoint[] } {
  const counted = periods.filter(({ trials }) => trials > 0);
  const state = counted.length >= CHARTED_FROM ? 'CHARTED' : counted.length >= LIMITS_FROM ? 'TRIAL_LIMITS' : 'POINTS';
  if (counted.length === 0) return { state, points: periods.map(plain) };
  if (state === 'POINTS') {
    const { centre } = baselineOf(counted);
    return { state, points: periods.map((period) => ({ ...plain(period), full: isFull(period, centre) })) };
  }
  const first = baselineOf(counted);
  // Periods outside the limits are excluded, in one pass: otherwise one bad month pulls the centre line below all the others.
  const inside = counted.filter((period) => outsideOf(period, first) === 0);
  const baseline = inside.length > 0 && inside.length < counted.length ? baselineOf(inside) : first;
  const runs = runHits(periods, baseline);
  return {
    state,
    points: periods.map((period) => {
      if (period.trials === 0) return plain(period);
      const hits = [...hit('OUTSIDE_LIMITS', outsideOf(period, baseline)), ...(runs.get(period.index) ?? [])];
      return {
        ...plain(period),
        full: isFull(period, baseline.centre),
        limits: limitsOf(period, baseline),
        rules: hits.map(({ rule }) => rule),
        variation: variationOf(hits),
      };
    }),
  };
}

const plain = (period: Period): ChartPoint => ({
  ...period,
  value: period.trials > 0 ? period.successes / period.trials : null,
  full: false,
  limits: null,
  rules: [],
  variation: 'COMMON_CAUSE',
});

function baselineOf(counted: readonly Period[]): Baseline {
  const centre = sum(counted.map(({ successes }) => successes)) / sum(counted.map(({ trials }) => trials));
  const scores = counted
    .filter((period) => isFull(period, centre))
    .map((period) => ({ index: period.index, z: (period.successes / period.trials - centre) / deviation(period, centre) }));
  const ranges = scores
    .slice(1)
    .flatMap(({ index, z }, place) => (index === scores[place]!.index + 1 ? [Math.abs(z - scores[place]!.z)] : []));
  return { centre, sz: ranges.length > 0 ? Math.max(1, mean(ranges) / D2) : 1 };
}

const deviation = ({ trials }: Period, p: number): number => Math.sqrt((p * (1 - p)) / trials);

const isFull = ({ trials }: Period, p: number): boolean => reaches(trials * p, EXPECTED) && reaches(trials * (1 - p), EXPECTED);

/** 1 above the limits, −1 below, 0 within. */
function outsideOf(period: Period, { centre, sz }: Baseline): 1 | 0 | -1 {
  if (!isFull(period, centre)) {
    const { lower, upper } = binomialTails(period, centre);
    return lower < THREE_SIGMA_TAIL ? -1 : upper < THREE_SIGMA_TAIL ? 1 : 0;
  }
  const reach = 3 * sz * deviation(period, centre);
  const distance = period.successes / period.trials - centre;
  return side(Math.abs(distance), reach) > 0 ? (Math.sign(distance) as 1 | -1) : 0;
}

const shown = (value: number): number => Math.min(1, Math.max(0, value));

function limitsOf(period: Period, { centre, sz }: Baseline): ChartLimits {
  if (!isFull(period, centre)) {
    const { low, high } = exactLimits(period.trials, centre);
    return { centre, lower: low, upper: high, nearLower: null, nearUpper: null };
  }
  const step = sz * deviation(period, centre);
  return {
    centre,
    lower: shown(centre - 3 * step),
    upper: shown(centre + 3 * step),
    nearLower: shown(centre - 2 * step),
    nearUpper: shown(centre + 2 * step),
  };
}

/** The least and the greatest proportion of `trials` that are within the exact limits. */
function exactLimits(trials: number, p: number): Interval {
  const isLow = (successes: number) => binomialTails({ successes, trials }, p).lower < THREE_SIGMA_TAIL;
  const isHigh = (successes: number) => binomialTails({ successes, trials }, p).upper < THREE_SIGMA_TAIL;
  return {
    low: firstWhere(trials, (successes) => !isLow(successes)) / trials,
    high: (firstWhere(trials + 1, isHigh) - 1) / trials,
  };
}

/** Binary search: the least integer from 0 for which a monotone predicate holds; `end` when it holds for none below `end`. */
export function firstWhere(end: number, holds: (value: number) => boolean): number {
  let [low, high] = [0, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Applies the run rules to full periods in sequences without a gap. Returns the hits by the period's index. */
function runHits(periods: readonly Period[], { centre, sz }: Baseline): ReadonlyMap<number, readonly RuleHit[]> {
  const hits = new Map<number, readonly RuleHit[]>();
  const neighbours: Period[] = [];
  const judge = () => {
    const found = runRules(
      neighbours.map((period) => {
        const near = 2 * sz * deviation(period, centre);
        return { value: period.successes / period.trials, centre, nearLower: centre - near, nearUpper: centre + near };
      }),
    );
    neighbours.forEach(({ index }, place) => hits.set(index, found[place]!));
    neighbours.length = 0;
  };
  for (const period of periods) {
    if (period.trials > 0 && isFull(period, centre)) neighbours.push(period);
    else judge();
  }
  judge();
  return hits;
}

/**
 * The direction of a point. The rules on the point's side take precedence over a seven-point run: the first points of a falling
 * run may still lie high, and a point that is itself beyond a limit is stronger evidence. Higher is better in every measure.
 */
function variationOf(hits: readonly RuleHit[]): Variation {
  const telling = hits.find(({ rule }) => rule !== 'SEVEN_POINT_RUN') ?? hits[0];
  if (telling === undefined) return 'COMMON_CAUSE';
  return telling.direction > 0 ? 'IMPROVEMENT' : 'CONCERN';
}

export type Rule = 'OUTSIDE_LIMITS' | 'SEVEN_ON_ONE_SIDE' | 'SEVEN_POINT_RUN' | 'TWO_OF_THREE_NEAR_LIMIT';
/** A rule that a point contributes to, and its direction: 1 up, −1 down. */
interface RuleHit {
  readonly rule: Rule;
  readonly direction: 1 | -1;
}
/** A point as input to the run rules. */
interface RuledPoint {
  readonly value: number;
  readonly centre: number;
  /** Two thirds of the way to the limits, not clamped to 0 and 1. */
  readonly nearLower: number;
  readonly nearUpper: number;
}

const SEVEN = 7;

/**
 * The NHS rules apart from "outside limits", for consecutive points without a gap: "four rules are enough, anything more risks
 * false positives" (NHS Making Data Count; NHSRplotthedots).
 * - seven on one side: part of seven or more consecutive points on one side of the centre; a point on the centre is on no side
 * - seven-point run: part of seven or more consecutive points (six steps) that strictly rise or strictly fall
 * - two of three near a limit: beyond a near limit, and so is another of three consecutive points, on the same side
 */
function runRules(points: readonly RuledPoint[]): readonly (readonly RuleHit[])[] {
  const sides = points.map(({ value, centre }) => side(value, centre));
  const steps = points.slice(1).map(({ value }, place) => side(value, points[place]!.value));
  const near = points.map(
    ({ value, nearLower, nearUpper }) => Math.max(side(value, nearUpper), 0) + Math.min(side(value, nearLower), 0),
  );
  const stretch = inStretches(sides, SEVEN);
  // Six equal steps connect seven points: a point belongs to the run of the step before it or of the step after it.
  const stepRuns = inStretches(steps, SEVEN - 1);
  const runs = points.map((_, place) => (stepRuns[place] || stepRuns[place - 1]) ?? 0);
  const pairs = near.map((there, place) => (there !== 0 && neighbours(near, place).includes(there) ? there : 0));
  return points.map((_, place) => [
    ...hit('SEVEN_ON_ONE_SIDE', stretch[place]!),
    ...hit('SEVEN_POINT_RUN', runs[place]!),
    ...hit('TWO_OF_THREE_NEAR_LIMIT', pairs[place]!),
  ]);
}

const hit = (rule: Rule, direction: number): readonly RuleHit[] =>
  direction === 0 ? [] : [{ rule, direction: direction > 0 ? 1 : -1 }];

/** The other points of all windows of three that contain the point. */
const neighbours = (signs: readonly number[], place: number): readonly number[] =>
  [-2, -1, 1, 2].map((offset) => signs[place + offset] ?? 0);

/** Keeps each sign that is part of at least `length` consecutive equal ones; 0 elsewhere. */
function inStretches(signs: readonly number[], length: number): readonly number[] {
  const found = signs.map(() => 0);
  for (let start = 0, end = 0; start < signs.length; start = end) {
    while (end < signs.length && signs[end] === signs[start]) end++;
    if (end - start >= length) found.fill(signs[start]!, start, end);
  }
  return found;
}
