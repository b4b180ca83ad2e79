import type { Reason } from '../domain/kernel/reasons.js';
import { COMPONENTS, perComponent, type PerComponent } from '../domain/components.js';

/** The version of the formula. Changes when the computation changes, but not with its parameters. */
export const FORMULA_VERSION = 'sri-2';

/**
 * How an organisation weighs the counted trials. A policy decides no verdict (dated settings do), so any policy can be tried out.
 * (docs/measures.md, "What may be tried out")
 */
export interface Policy {
  readonly name: string;
  readonly version: string;
  /** The components' weights. Only their proportions matter. A component with weight 0 is measured but not scored. */
  readonly weights: PerComponent<number>;
  /** H, in days: the age at which a trial weighs half. */
  readonly halfLifeDays: PerComponent<number>;
  /** m, in trials: the weight of the organisation's rate against the relationship's own trials. */
  readonly priorStrength: PerComponent<number>;
  /** A component with less information is left out of the index. */
  readonly leastInformation: number;
  /** Share of the weight (0 to 1) that must be measured for the index to have a value. */
  readonly leastCoverage: number;
}

/** Reasoned, but not calibrated with any hospital's data. `calibrate` proposes an `m` from an organisation's own data. */
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

/** A fault of a parameter (`weights.treatment`), as text for people and as a reason for programs. */
export interface PolicyFault {
  readonly parameter: string;
  readonly problem: string;
  readonly reason: Reason;
}

/** Outside these bounds the arithmetic loses its precision and gives no number. No realistic policy needs them. */
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

/** The faults that make a policy unusable; empty for a valid policy. */
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
