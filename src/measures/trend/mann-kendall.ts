import { normalTail } from '../proportions/normal-tail.js';
import { side } from '../rounding/side.js';
import type { UndecayedSeries } from './undecayed-series.js';

export interface MannKendall {
  /** Pairs that rise less pairs that fall. */
  readonly s: number;
  readonly variance: number;
  readonly z: number;
  /** Two-sided, by the normal approximation. */
  readonly p: number;
}

/** With fewer periods the normal approximation does not hold. */
const MIN_PERIODS = 10;

/**
 * Mann-Kendall's test for a monotone trend: S = Σ sgn(xj − xi) over i < j, Var = [n(n−1)(2n+5) − Σ t(t−1)(2t+5)] / 18 over groups of t tied
 * values, Z = (S ∓ 1) / √Var. (domain.md, 3.1, S43; a page that prints n+5 for 2n+5 is wrong.) Null for fewer than 10 periods.
 */
export function mannKendall({ points }: UndecayedSeries): MannKendall | null {
  const n = points.length;
  if (n < MIN_PERIODS) return null;
  const values = points.map(({ value }) => value);
  const s = values.reduce(
    (sum, earlier, i) => values.slice(i + 1).reduce((inner, later) => inner + side(later, earlier), sum),
    0,
  );
  const ties = tieSizes(values).reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0);
  const variance = (n * (n - 1) * (2 * n + 5) - ties) / 18;
  const z = s === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return { s, variance, z, p: Math.min(1, 2 * normalTail(Math.abs(z))) };
}

function tieSizes(values: readonly number[]): readonly number[] {
  const sizes: number[] = [];
  const sorted = values.toSorted((a, b) => a - b);
  for (const [index, value] of sorted.entries()) {
    if (index > 0 && side(value, sorted[index - 1]!) === 0) sizes[sizes.length - 1]!++;
    else sizes.push(1);
  }
  return sizes;
}
