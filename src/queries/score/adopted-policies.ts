import type { PoliciesDocument } from '../../../projections/policies/projection.js';
import { perComponent } from '../../measures/components.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';
import type { AdoptedPolicy } from './policy-choice.js';
import { Injectable } from '@nestjs/common';
import { mapPage, type Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { pageOfList } from '../paging/page-of-list.js';

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
