import { RapportError } from '../../domain/kernel/errors.js';
import { perComponent, type PerComponent } from '../../measures/components.js';
import { policyFaults } from '../../measures/policy.js';
import { DEFAULT_POLICY, type Policy } from '../../measures/policy.js';

/** A policy that the organisation adopted, from a moment on. */
export interface AdoptedPolicy {
  readonly policy: Policy;
  readonly effectiveAt: string;
  /** When it was decided. */
  readonly adoptedAt: string;
}

/** Which policy to score under: an adopted one by name, or parameters of one's own, which stand in for those of the policy named or in force. */
export interface PolicyChoice extends Partial<Omit<Policy, 'weights' | 'halfLifeDays' | 'priorStrength'>> {
  /** Those that are absent weigh nothing. */
  readonly weights?: Partial<PerComponent<number>>;
  /** One for all, or by component: those that are absent are as in the policy that it departs from. */
  readonly halfLifeDays?: ByComponent;
  readonly priorStrength?: ByComponent;
}
export type ByComponent = number | Partial<PerComponent<number>>;

/**
 * The policy chosen. Without a choice: the one in force at the moment, the built-in one before the first.
 * @param adopted in the order of their taking effect
 * @throws RapportError NOT_FOUND for a name that nobody adopted, INVALID_INPUT for parameters that cannot be scored under
 */
export function choosePolicy(adopted: readonly AdoptedPolicy[], asOf: string, choice: PolicyChoice): Policy {
  const { name, version, weights, halfLifeDays, priorStrength, ...parameters } = choice;
  const base = name === undefined ? inForce(adopted, asOf) : named(adopted, name, version);
  const own = { weights, halfLifeDays, priorStrength, ...parameters };
  if (Object.values(own).every((parameter) => parameter === undefined)) return base;
  const policy: Policy = {
    ...base,
    ...parameters,
    ...(weights && { weights: perComponent((component) => weights[component] ?? 0) }),
    halfLifeDays: byComponent(halfLifeDays, base.halfLifeDays),
    priorStrength: byComponent(priorStrength, base.priorStrength),
    name: 'inline',
    version: `${base.name}@${base.version}`,
  };
  const [fault] = policyFaults(policy);
  if (fault !== undefined) {
    const field = `policy.${fault.parameter}`;
    throw new RapportError('INVALID_INPUT', `${field} ${fault.problem}.`, {
      field,
      remedy: 'Correct the parameter or leave it out.',
    });
  }
  return policy;
}

const byComponent = (given: ByComponent | undefined, base: PerComponent<number>): PerComponent<number> =>
  perComponent((component) => (typeof given === 'number' ? given : (given?.[component] ?? base[component])));

const inForce = (adopted: readonly AdoptedPolicy[], asOf: string): Policy =>
  adopted.findLast(({ effectiveAt }) => effectiveAt <= asOf)?.policy ?? DEFAULT_POLICY;

/** `name`, `name` with a version, or both in one: `name@version`. The latest version when none is said. */
function named(adopted: readonly AdoptedPolicy[], given: string, givenVersion: string | undefined): Policy {
  const [name, version = givenVersion] = given.split('@');
  const known = [{ policy: DEFAULT_POLICY }, ...adopted].map(({ policy }) => policy);
  const found = known.findLast((policy) => policy.name === name && (version === undefined || policy.version === version));
  if (found) return found;
  throw new RapportError(
    'NOT_FOUND',
    `No scoring policy is called "${given}"${version === undefined ? '' : ` in version "${version}"`}.`,
    {
      field: 'policy',
      remedy: `Known are ${[...new Set(known.map((policy) => `${policy.name}@${policy.version}`))].join(', ')}.`,
    },
  );
}
