import { effectiveN } from '../proportions/effective-n.js';
import { posteriorVariance, shrink } from '../proportions/shrink.js';
import { wilson } from '../proportions/wilson.js';
import { type DecayedSums, decayedSums, fading } from './decayed-sums.js';
import type { Policy } from './policy.js';
import { reaches } from '../rounding/reaches.js';
import type { Tally } from './tally.js';

/** One component of one relationship on one day: the proportion, how sure it is, and whether it is sure enough to score. */
export interface ComponentScore {
  /** Undecayed counts: what the evidence lists. */
  readonly successes: number;
  readonly trials: number;
  /** Kish's n of the weighted trials. */
  readonly effectiveN: number;
  /** successes / trials, undecayed; null without trials. */
  readonly raw: number | null;
  /** Σws / Σw: the proportion in which old trials weigh less; null when nothing weighs. */
  readonly decayed: number | null;
  /** Wilson's 95 % interval around `decayed`, from the effective n. `raw` may lie outside when much has changed. */
  readonly low: number | null;
  readonly high: number | null;
  /** p̃: `decayed`, drawn to the organisation's rate. This is what is scored. */
  readonly shrunken: number;
  /** Posterior variance of p̃. */
  readonly variance: number;
  /** The organisation's rate that it was drawn to. */
  readonly prior: number;
  /** Whether there are enough effective trials. (domain.md, 3.2, step 3) */
  readonly enough: boolean;
}

/** A component's score from sums that were taken already. (domain.md, 3.2, steps 2 and 3) */
export function scoreOfSums(sums: DecayedSums, prior: number, policy: Policy): ComponentScore {
  const { successes, trials, weightedSuccesses, weight, squares } = sums;
  const effective = effectiveN(weight, squares);
  // A weighted mean of 1s may come out an ulp above 1, and the interval's square root would not forgive that.
  const decayed = effective > 0 ? Math.min(1, weightedSuccesses / weight) : null;
  const interval = decayed === null ? null : wilson(decayed * effective, effective);
  const shrunken = shrink(weightedSuccesses, weight, prior, policy.priorStrength);
  return {
    successes,
    trials,
    effectiveN: effective,
    raw: trials > 0 ? successes / trials : null,
    decayed,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    shrunken,
    variance: posteriorVariance(shrunken, weight, policy.priorStrength),
    prior,
    enough: effective > 0 && reaches(effective, policy.minEffectiveTrials),
  };
}

/**
 * A component's score at the end of a day, from its day tallies in any order.
 * @param asOfDay whole days since 1970-01-01, UTC; verdicts of later days do not count
 * @param prior the organisation's rate on that day, 0 to 1
 */
export const componentScore = (tallies: Iterable<Tally>, asOfDay: number, prior: number, policy: Policy): ComponentScore =>
  scoreOfSums(decayedSums(tallies, asOfDay, fading(policy.halfLifeDays)), prior, policy);
