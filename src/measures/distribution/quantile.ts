/**
 * The value that at least a share `q` (0 to 1] of the values does not exceed: nearest rank, so that it is one of them and no arithmetic can
 * round it. Null without values.
 */
export function quantile(values: readonly number[], q: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] ?? null;
}
