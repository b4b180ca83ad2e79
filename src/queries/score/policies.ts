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

/**
 * The policy to score under: an adopted one by name, or the caller's own parameters, which override those of the policy named
 * or in force.
 */
export interface PolicyChoice extends Partial<Omit<Policy, 'weights' | 'halfLifeDays' | 'priorStrength'>> {
  /** Absent components have weight 0. */
  readonly weights?: Partial<PerComponent<number>>;
  /** One value for all components, or by component; absent components keep the value of the policy that is overridden. */
  readonly halfLifeDays?: ByComponent;
  readonly priorStrength?: ByComponent;
}
export type ByComponent = number | Partial<PerComponent<number>>;

/**
 * The chosen policy. Without a choice, the one in force at the moment, or the built-in policy before the first adoption.
 * @param adopted in the order in which they take effect
 * @throws RapportError NOT_FOUND for a name that was never adopted, INVALID_INPUT for parameters that cannot be scored under
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

/** Accepts `name`, `name` with a version, or `name@version`. Without a version, the latest one. */
function named(adopted: readonly AdoptedPolicy[], given: string, givenVersion: string | undefined): Policy {
  const [name, version = givenVersion] = given.split('@');
  const policies = [{ policy: DEFAULT_POLICY }, ...adopted].map(({ policy }) => policy);
  const found = policies.findLast((policy) => policy.name === name && (version === undefined || policy.version === version));
  if (found) return found;
  throw new RapportError(
    'NOT_FOUND',
    `There is no scoring policy "${given}"${version === undefined ? '' : ` of version "${version}"`}.`,
    {
      field: 'policy',
      remedy: `Adopted are ${[...new Set(policies.map((policy) => `${policy.name}@${policy.version}`))].join(', ')}.`,
    },
  );
}

/** Events hold no floating-point numbers, so shares are written in thousandths. */
const THOUSANDTHS = 1_000;

/** The adopted policies, in the order in which they take effect. */
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
  /** When the next policy replaces it; null when none does. */
  readonly until: string | null;
}

/** The adopted policies, in the order in which they take effect; of two with the same moment, the later one applies. */
@Injectable()
export class ListScoringPolicies {
  async execute(reader: ViewReader, page: PageArgs): Promise<Page<PolicyInForce>> {
    const adopted = await adoptedPolicies(reader);
    const listed = adopted.map((policy, at) => ({
      node: { ...policy, until: adopted[at + 1]?.effectiveAt ?? null },
      // Adoptions for the same moment are only ever appended after the earlier ones, so an adoption's number among them never
      // changes.
      key: String(at - adopted.findIndex(({ effectiveAt }) => effectiveAt === policy.effectiveAt)).padStart(6, '0'),
    }));
    const found = pageOfList(listed, ({ node, key }) => ({ value: node.effectiveAt, key }), 'scoringPolicies', page);
    return mapPage(found, ({ node }) => node);
  }
}
