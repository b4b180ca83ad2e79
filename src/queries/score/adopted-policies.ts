import type { PoliciesDocument } from '../../../projections/policies/projection.js';
import { perComponent } from '../../measures/components.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';
import type { AdoptedPolicy } from './policy-choice.js';

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
