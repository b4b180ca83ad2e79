import type { ChartPoint } from './chart.js';
import { mean, normalTail, side } from './proportions.js';

/** With fewer periods the normal approximation is not valid. */
const LEAST_PERIODS = 10;

export interface MannKendall {
  /** Rising pairs minus falling pairs. */
  readonly s: number;
  readonly variance: number;
  readonly z: number;
  /** Two-sided, by the normal approximation. */
  readonly p: number;
}
export interface Trend extends MannKendall {
  /** Theil-Sen: change of the proportion per period. */
  readonly slope: number;
}

/**
 * Tests whether the full periods of one stretch of a chart rise or fall, and how fast. Null for fewer than ten full periods.
 * @param points of one stretch between re-basings, because a trend never spans a re-basing
 */
export function trendOf(points: readonly ChartPoint[]): Trend | null {
  const full = points.filter((point) => point.full);
  if (full.length < LEAST_PERIODS) return null;
  const length = mean(full.map(({ firstDay, lastDay }) => lastDay - firstDay + 1));
  const values = full.map(({ firstDay, value }) => ({ at: firstDay / length, value: value! }));
  return { ...mannKendall(values.map(({ value }) => value)), slope: theilSen(values) };
}

/**
 * Mann-Kendall's test for a monotone trend: S = Σ sgn(xj − xi) over i < j, Var = [n(n−1)(2n+5) − Σ t(t−1)(2t+5)] / 18 over groups of t tied
 * values, Z = (S ∓ 1) / √Var.
 */
export function mannKendall(values: readonly number[]): MannKendall {
  const n = values.length;
  let s = 0;
  for (const [place, earlier] of values.entries()) {
    for (const later of values.slice(place + 1)) s += side(later, earlier);
  }
  const ties = tieSizes(values).reduce((total, t) => total + t * (t - 1) * (2 * t + 5), 0);
  const variance = (n * (n - 1) * (2 * n + 5) - ties) / 18;
  const z = s === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return { s, variance, z, p: Math.min(1, 2 * normalTail(Math.abs(z))) };
}

function tieSizes(values: readonly number[]): readonly number[] {
  const sizes: number[] = [];
  const sorted = values.toSorted((a, b) => a - b);
  for (const [place, value] of sorted.entries()) {
    if (place > 0 && side(value, sorted[place - 1]!) === 0) sizes[sizes.length - 1]!++;
    else sizes.push(1);
  }
  return sizes;
}

/**
 * Theil-Sen's slope: the median of (xj − xi) / (tj − ti). Robust against a single bad month.
 * @param values at least two, in order of time
 */
export function theilSen(values: readonly { readonly at: number; readonly value: number }[]): number {
  const slopes = values
    .flatMap((earlier, place) => values.slice(place + 1).map((later) => (later.value - earlier.value) / (later.at - earlier.at)))
    .toSorted((a, b) => a - b);
  const middle = slopes.length >> 1;
  return slopes.length % 2 === 1 ? slopes[middle]! : (slopes[middle - 1]! + slopes[middle]!) / 2;
}
