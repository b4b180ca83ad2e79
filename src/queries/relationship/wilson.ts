/** The normal distribution's quantile for a two-sided interval of 95 %. */
const Z95 = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a proportion, 95 %:
 * (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n). Wilson (1927), J. Am. Stat. Assoc. 22: 209-212. It stays within 0 and 1 and is honest
 * where a department has few tickets. Null without trials: nothing is known, not even that it lies somewhere in the middle.
 */
export function wilson(successes: number, trials: number): Interval | null {
  if (trials <= 0) return null;
  const p = successes / trials;
  const z2n = (Z95 * Z95) / trials;
  const middle = p + z2n / 2;
  const reach = Math.sqrt(Z95 * Z95 * ((p * (1 - p)) / trials + z2n / (4 * trials)));
  return { low: Math.max(0, (middle - reach) / (1 + z2n)), high: Math.min(1, (middle + reach) / (1 + z2n)) };
}
