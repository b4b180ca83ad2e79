/** The normal distribution's quantile for a two-sided interval of 95 %. */
export const Z95 = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a proportion, 95 % unless another quantile `z` is given:
 * (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n). Wilson (1927), J. Am. Stat. Assoc. 22: 209-212. It stays within 0 and 1 and is honest
 * where a department has few tickets. Fractions are welcome: where trials fade with age, pass p·n and n for the effective n.
 * Null without trials: nothing is known, not even that it lies somewhere in the middle.
 */
export function wilson(successes: number, trials: number, z = Z95): Interval | null {
  if (trials <= 0) return null;
  const p = successes / trials;
  const z2n = (z * z) / trials;
  const middle = p + z2n / 2;
  const reach = Math.sqrt(z * z * ((p * (1 - p)) / trials + z2n / (4 * trials)));
  return { low: Math.max(0, (middle - reach) / (1 + z2n)), high: Math.min(1, (middle + reach) / (1 + z2n)) };
}
