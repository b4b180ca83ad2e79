import { effectiveN } from '../../measures/proportions/effective-n.js';
import { posteriorVariance, shrink } from '../../measures/proportions/shrink.js';
import { reaches } from '../../measures/rounding/reaches.js';
import { type Component, COMPONENTS, type PerComponent } from '../../measures/score/components.js';
import type { Policy } from '../../measures/score/policy.js';
import type { WeightedSums } from './score-columns.js';

/** A score without its parts; nulls when too little is measured. */
export interface QuickScore {
  readonly value: number | null;
  readonly standardError: number | null;
}
const NONE: QuickScore = { value: null, standardError: null };

/**
 * The value and standard error that `serviceRelationshipIndex` gives, by the same operations in the same order, and nothing else: a ranking of
 * all relationships would spend most of its time on intervals and parts that nobody looks at.
 */
export function quickScore(
  sumsOf: (component: Component) => WeightedSums,
  priors: PerComponent<number>,
  policy: Policy,
): QuickScore {
  let [allWeight, keptWeight, points, squares] = [0, 0, 0, 0];
  const kept: { omega: number; shrunken: number }[] = [];
  for (const component of COMPONENTS) {
    const omega = policy.weights[component];
    allWeight += omega;
    if (omega <= 0) continue;
    const { weightedSuccesses, weight, squares: squared } = sumsOf(component);
    const effective = effectiveN(weight, squared);
    if (effective <= 0 || !reaches(effective, policy.minEffectiveTrials)) continue;
    const shrunken = shrink(weightedSuccesses, weight, priors[component], policy.priorStrength);
    keptWeight += omega;
    squares += omega ** 2 * posteriorVariance(shrunken, weight, policy.priorStrength);
    kept.push({ omega, shrunken });
  }
  if (kept.length === 0 || !reaches(Math.min(1, keptWeight / allWeight), policy.minCoverage)) return NONE;
  for (const { omega, shrunken } of kept) points += (100 * omega * shrunken) / keptWeight;
  return { value: points, standardError: (100 * Math.sqrt(squares)) / keptWeight };
}
