import { COMPONENTS } from './components.js';
import type { Policy } from './policy.js';

const atLeastZero = (value: number): boolean => Number.isFinite(value) && value >= 0;

/** What makes a policy unusable, in words for whoever wrote it; empty when it can be scored under. */
export function policyFaults(policy: Policy): readonly string[] {
  const faults = COMPONENTS.filter((component) => !atLeastZero(policy.weights[component])).map(
    (component) => `weights.${component} must be 0 or more`,
  );
  if (faults.length === 0 && COMPONENTS.every((component) => policy.weights[component] === 0)) {
    faults.push('weights must not all be 0');
  }
  if (!(atLeastZero(policy.halfLifeDays) && policy.halfLifeDays > 0)) faults.push('halfLifeDays must be more than 0');
  if (!atLeastZero(policy.priorStrength)) faults.push('priorStrength must be 0 or more');
  if (!atLeastZero(policy.minEffectiveTrials)) faults.push('minEffectiveTrials must be 0 or more');
  if (!(atLeastZero(policy.minCoverage) && policy.minCoverage <= 1)) faults.push('minCoverage must be between 0 and 1');
  return faults;
}
