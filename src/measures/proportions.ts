import jstat from 'jstat';

const { jStat } = jstat;

/** The normal distribution's quantile for a two-sided interval of 95 %. */
export const Z95 = 1.959963984540054;
/** Likewise for 99.8 %: about three standard deviations. */
export const Z998 = 3.090232306167813;

export interface Interval {
  readonly low: number;
  readonly high: number;
}
/** Undecayed counts. */
export interface Counts {
  readonly successes: number;
  readonly trials: number;
}

/** 0 without values. */
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
/** Arithmetic mean of at least one value. */
export const mean = (values: readonly number[]): number => sum(values) / values.length;

/**
 * The `q` quantile, q in (0, 1], by nearest rank: at least a share `q` of the values does not exceed it. The result is one of
 * the values, so it is free of rounding. Null without values.
 */
export function quantile(values: readonly number[], q: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] ?? null;
}

/**
 * Compares with a threshold, with a tolerance of 1e-9: sums of fractions are a few ulps off, so weights of .20, .15 and .25 may
 * miss a coverage of .6.
 */
export const reaches = (value: number, threshold: number): boolean => value >= threshold - 1e-9;

/**
 * Tolerance for the mean of equal values, which may be an ulp off. Without it a constant series could lie outside its own
 * limits.
 */
const ULPS = 1e-12;

/** 1 for a value above the line, −1 below, 0 on it. */
export function side(value: number, line: number): 1 | 0 | -1 {
  if (Math.abs(value - line) <= ULPS) return 0;
  return value > line ? 1 : -1;
}

/**
 * Wilson's 95 % interval of an undecayed proportion, which is not a component's score:
 * (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n). Wilson (1927), J. Am. Stat. Assoc. 22: 209-212.
 * Exactly 0 at 0 of n and 1 at n of n. Null without trials.
 */
export function wilson(successes: number, trials: number): Interval | null {
  if (trials <= 0) return null;
  const p = successes / trials;
  const z2n = (Z95 * Z95) / trials;
  const middle = p + z2n / 2;
  const reach = Math.sqrt(Z95 * Z95 * ((p * (1 - p)) / trials + z2n / (4 * trials)));
  return {
    low: successes <= 0 ? 0 : (middle - reach) / (1 + z2n),
    high: successes >= trials ? 1 : (middle + reach) / (1 + z2n),
  };
}

/**
 * The equal-tailed 95 % interval of Beta(alpha, beta). Both ends are 0 when alpha is 0, and 1 when beta is; null when both are
 * 0.
 */
export function betaInterval(alpha: number, beta: number): Interval | null {
  if (alpha <= 0 && beta <= 0) return null;
  if (alpha <= 0) return { low: 0, high: 0 };
  if (beta <= 0) return { low: 1, high: 1 };
  return { low: jStat.beta.inv(0.025, alpha, beta), high: jStat.beta.inv(0.975, alpha, beta) };
}

/**
 * Above this variance the binomial is approximated by the normal distribution: jstat's continued fraction stops too early
 * there.
 */
const LARGE_VARIANCE = 20_000;

/** P(X <= k) under Binomial(n, p), by the incomplete beta function. */
const atMost = (k: number, n: number, p: number): number => (k < 0 ? 0 : k >= n ? 1 : jStat.ibeta(1 - p, n - k, k + 1));
/** P(X >= k). Not computed as a difference from 1, which would lose the precision of a small tail. */
const atLeast = (k: number, n: number, p: number): number => (k <= 0 ? 1 : k > n ? 0 : jStat.ibeta(p, k, n - k + 1));

export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/** Both tails of Binomial(trials, p) at `successes`, inclusive: P(X <= x) and P(X >= x). */
export function binomialTails({ successes, trials }: Counts, p: number): Tails {
  if (trials * p * (1 - p) > LARGE_VARIANCE) return normalTails(successes, trials, p);
  return { lower: atMost(successes, trials, p), upper: atLeast(successes, trials, p) };
}

/** The mid-p tails: half of the probability of `successes` itself counts on either side, so they add up to 1. */
export function midTails({ successes, trials }: Counts, p: number): Tails {
  if (trials * p * (1 - p) > LARGE_VARIANCE) return normalTails(successes, trials, p);
  return {
    lower: (atMost(successes - 1, trials, p) + atMost(successes, trials, p)) / 2,
    upper: (atLeast(successes + 1, trials, p) + atLeast(successes, trials, p)) / 2,
  };
}

function normalTails(successes: number, trials: number, p: number): Tails {
  const z = (successes - trials * p) / Math.sqrt(trials * p * (1 - p));
  const tail = normalTail(Math.abs(z));
  return z < 0 ? { lower: tail, upper: 1 - tail } : { lower: 1 - tail, upper: tail };
}

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
/** Below this z the series converges fast and exactly, above it the continued fraction does. */
const MEETING = 3;
/** Terms of the continued fraction: far more than double precision needs from z = 3 on. */
const DEPTH = 100;

/**
 * P(Z > z) for a standard normal Z and z >= 0: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11 and 26.2.14.
 * Not jstat's, which is 0 from z = 9 on.
 */
export function normalTail(z: number): number {
  return z < MEETING ? 0.5 - density(z) * series(z) : density(z) / fraction(z);
}

/** z + z³/3 + z⁵/(3·5) + … */
function series(z: number): number {
  let total = 0;
  let term = z;
  for (let odd = 3; term > Number.EPSILON * total; odd += 2) {
    total += term;
    term *= (z * z) / odd;
  }
  return total;
}

/** z + 1/(z + 2/(z + 3/(z + …))), evaluated from the inside out. */
function fraction(z: number): number {
  let value = z;
  for (let k = DEPTH; k > 0; k--) value = z + k / value;
  return value;
}

/** The smallest distinguishable tail: z is about 37 there. */
const LEAST_TAIL = 1e-300;

/** The z of a mid-p value: the normal quantile with the same tails, negative below the middle. */
export function zOfTails({ lower, upper }: Tails): number {
  const tail = Math.max(LEAST_TAIL, Math.min(lower, upper));
  if (tail >= 0.5) return 0;
  // Start from the bound P(Z > z) <= exp(−z²/2)/2. Newton steps on the logarithm, which is concave, descend to z without
  // overshooting.
  let z = Math.sqrt(-2 * Math.log(2 * tail));
  for (let step = 0; step < 50; step++) {
    const here = normalTail(z);
    const move = (Math.log(here / tail) * here) / density(z);
    z += move;
    if (Math.abs(move) < ULPS) break;
  }
  return lower < upper ? -z : z;
}
