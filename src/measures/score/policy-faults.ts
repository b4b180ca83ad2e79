import { COMPONENTS } from './components.js';
import type { Policy } from './policy.js';

/** What is wrong with which parameter (`weights.treatment`), in words for whoever wrote it. */
export interface PolicyFault {
  readonly parameter: string;
  readonly problem: string;
}

const atLeastZero = (value: number): boolean => Number.isFinite(value) && value >= 0;

/** What makes a policy unusable; empty when it can be scored under. */
export function policyFaults(policy: Policy): readonly PolicyFault[] {
  const faults: PolicyFault[] = COMPONENTS.filter((component) => !atLeastZero(policy.weights[component])).map((component) => ({
    parameter: `weights.${component}`,
    problem: 'must be 0 or more',
  }));
  const require = (holds: boolean, parameter: string, problem: string) => {
    if (!holds) faults.push({ parameter, problem });
  };
  require(faults.length > 0 || COMPONENTS.some((component) => policy.weights[component] !== 0), 'weights', 'must not all be 0');
  require(atLeastZero(policy.halfLifeDays) && policy.halfLifeDays > 0, 'halfLifeDays', 'must be more than 0');
  require(atLeastZero(policy.priorStrength), 'priorStrength', 'must be 0 or more');
  require(atLeastZero(policy.minEffectiveTrials), 'minEffectiveTrials', 'must be 0 or more');
  require(atLeastZero(policy.minCoverage) && policy.minCoverage <= 1, 'minCoverage', 'must be between 0 and 1');
  return faults;
}
