import type { UndecayedSeries } from './undecayed-series.js';

/**
 * Theil-Sen's slope: the median of (xj − xi) / (j − i), as change of the proportion a period. One bad month hardly moves it.
 * (domain.md, 3.1, S43) Null for fewer than two periods.
 */
export function theilSen({ points }: UndecayedSeries): number | null {
  const slopes = points
    .flatMap((earlier, i) => points.slice(i + 1).map((later, gap) => (later.value - earlier.value) / (gap + 1)))
    .toSorted((a, b) => a - b);
  if (slopes.length === 0) return null;
  const middle = slopes.length >> 1;
  return slopes.length % 2 === 1 ? slopes[middle]! : (slopes[middle - 1]! + slopes[middle]!) / 2;
}
