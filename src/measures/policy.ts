import type { Reason } from '../domain/kernel/reasons.js';
import { COMPONENTS, perComponent, type PerComponent } from '../domain/components.js';

/** The arithmetic's own name: another way to compute gets another one, another set of parameters does not. */
export const FORMULA_VERSION = 'sri-2';

/**
 * How an organisation weighs what was counted. It decides no verdict, so that any can be tried out; what decides verdicts are dated settings.
 * (docs/measures.md, "What may be tried out")
 */
export interface Policy {
  readonly name: string;
  readonly version: string;
  /** What each component counts for. Only their proportions matter. 0 measures a component without scoring it. */
  readonly weights: PerComponent<number>;
  /** H, days: after so many a trial weighs half. */
  readonly halfLifeDays: PerComponent<number>;
  /** m, trials: how much the organisation's rate weighs against the relationship's own trials. */
  readonly priorStrength: PerComponent<number>;
  /** A component of less information stays out of the index. */
  readonly leastInformation: number;
  /** Share of the weight (0 to 1) that must be measured before a number is given. */
  readonly leastCoverage: number;
}

/** Reasoned, but uncalibrated: no hospital's data stands behind it. `calibrate` proposes an `m` from an organisation's own. */
export const DEFAULT_POLICY: Policy = {
  name: 'default',
  version: '2',
  weights: {
    reliability: 0.2,
    responsiveness: 0.15,
    durability: 0.15,
    treatment: 0.25,
    transparency: 0.15,
    engagement: 0.1,
  },
  halfLifeDays: {
    reliability: 180,
    responsiveness: 90,
    durability: 90,
    treatment: 90,
    transparency: 90,
    engagement: 180,
  },
  priorStrength: perComponent(() => 10),
  leastInformation: 3.5,
  leastCoverage: 0.6,
};

/** What is wrong with which parameter (`weights.treatment`), in words for whoever wrote it, and for programs. */
export interface PolicyFault {
  readonly parameter: string;
  readonly problem: string;
  readonly reason: Reason;
}

/** Beyond these the arithmetic runs out of digits and gives no number. Nobody weighs so finely or trusts so much. */
const SMALLEST = 1e-6;
const LARGEST = 1e6;

const isPositive = (value: number): boolean => value >= SMALLEST && value <= LARGEST;
const atLeastZero = (value: number): boolean => value === 0 || isPositive(value);

type Fault = Omit<PolicyFault, 'parameter'>;
const outOfRange = (problem: string, least: number, most: number): Fault => ({
  problem,
  reason: { code: 'OUT_OF_RANGE', parameters: { least, most } },
});
const NOT_POSITIVE = outOfRange(`must be ${SMALLEST} to ${LARGEST}`, SMALLEST, LARGEST);
const BELOW_ZERO = outOfRange(`must be 0, or ${SMALLEST} to ${LARGEST}`, 0, LARGEST);
const NO_SHARE = outOfRange('must be between 0 and 1', 0, 1);
const NO_WEIGHTS: Fault = { problem: 'must not all be 0', reason: { code: 'ALL_ZERO' } };

/** What makes a policy unusable; empty when it can be scored under. */
export function policyFaults(policy: Policy): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  const require = (holds: boolean, parameter: string, fault: Fault) => {
    if (!holds) faults.push({ parameter, ...fault });
  };
  for (const component of COMPONENTS) {
    require(atLeastZero(policy.weights[component]), `weights.${component}`, BELOW_ZERO);
  }
  require(faults.length > 0 || COMPONENTS.some((component) => policy.weights[component] !== 0), 'weights', NO_WEIGHTS);
  for (const component of COMPONENTS) {
    const halfLife = policy.halfLifeDays[component];
    require(isPositive(halfLife), `halfLifeDays.${component}`, NOT_POSITIVE);
    require(atLeastZero(policy.priorStrength[component]), `priorStrength.${component}`, BELOW_ZERO);
  }
  require(atLeastZero(policy.leastInformation), 'leastInformation', BELOW_ZERO);
  require(policy.leastCoverage >= 0 && policy.leastCoverage <= 1, 'leastCoverage', NO_SHARE);
  return faults;
}
