import { type Interval, wilson, Z95 } from '../proportions/wilson.js';

/** The normal distribution's quantile for a two-sided interval of 99.8 %: about three standard deviations. */
const Z998 = 3.090232306167813;

/** Between which values a unit of a given size is expected, if it does no other than the whole group. */
export interface FunnelLimits {
  readonly within95: Interval;
  readonly within998: Interval;
}

/**
 * Control limits of a funnel plot for proportions: Wilson's score interval around the group's pooled proportion, for a unit of `trials`
 * trials (Spiegelhalter 2005, Statistics in Medicine 24: 1185-1202; Wilson's limits as England's public health profiles draw them).
 * Null without trials.
 */
export function funnelLimits(pooled: number, trials: number): FunnelLimits | null {
  const within95 = wilson(pooled * trials, trials, Z95);
  const within998 = wilson(pooled * trials, trials, Z998);
  return within95 && within998 && { within95, within998 };
}
