import { Injectable } from '@nestjs/common';
import type { PoliciesDocument } from '../../../projections/policies/projection.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { perComponent, type PerComponent } from '../../domain/components.js';
import { policyFaults, DEFAULT_POLICY, type Policy } from '../../measures/policy.js';
import { mapPage, type Page, type PageArgs } from '../paging/page.js';
import { readAll, pageOfList } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';

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
      reasons: [{ field, ...fault.reason }],
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
  const policies = [{ policy: DEFAULT_POLICY }, ...adopted].map(({ policy }) => policy);
  const found = policies.findLast((policy) => policy.name === name && (version === undefined || policy.version === version));
  if (found) return found;
  throw new RapportError(
    'NOT_FOUND',
    `No scoring policy is called "${given}"${version === undefined ? '' : ` in version "${version}"`}.`,
    {
      field: 'policy',
      remedy: `Known are ${[...new Set(policies.map((policy) => `${policy.name}@${policy.version}`))].join(', ')}.`,
    },
  );
}

/** Events hold no floating-point numbers: shares are written in thousandths. */
const THOUSANDTHS = 1_000;

/** The policies that were adopted, in the order of their taking effect. */
export async function adoptedPolicies(reader: ViewReader): Promise<readonly AdoptedPolicy[]> {
  const adopted: AdoptedPolicy[] = [];
  for await (const { policies } of readAll<PoliciesDocument>(reader, { view: 'policies', filter: {} })) {
    for (const { effectiveAt, adoptedAt, weights, leastInformation, leastCoverage, ...parameters } of policies) {
      adopted.push({
        effectiveAt,
        adoptedAt,
        policy: {
          ...parameters,
          weights: perComponent((component) => weights[component] / THOUSANDTHS),
          leastInformation: leastInformation / THOUSANDTHS,
          leastCoverage: leastCoverage / THOUSANDTHS,
        },
      });
    }
  }
  return adopted.sort((a, b) => (a.effectiveAt < b.effectiveAt ? -1 : a.effectiveAt > b.effectiveAt ? 1 : 0));
}

interface PolicyInForce extends AdoptedPolicy {
  /** When the next one takes its place; null: none does. */
  readonly until: string | null;
}

/** The policies that were adopted, in the order of their taking effect; of two at the same moment the later holds. */
@Injectable()
export class ListScoringPolicies {
  async execute(reader: ViewReader, page: PageArgs): Promise<Page<PolicyInForce>> {
    const adopted = await adoptedPolicies(reader);
    const listed = adopted.map((policy, at) => ({
      node: { ...policy, until: adopted[at + 1]?.effectiveAt ?? null },
      // Adoptions for the same moment are only ever added behind the earlier ones: their number among these never changes.
      key: String(at - adopted.findIndex(({ effectiveAt }) => effectiveAt === policy.effectiveAt)).padStart(6, '0'),
    }));
    const found = pageOfList(listed, ({ node, key }) => ({ value: node.effectiveAt, key }), 'scoringPolicies', page);
    return mapPage(found, ({ node }) => node);
  }
}
