import { Injectable } from '@nestjs/common';
import { mapPage, type Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { pageOfList } from '../paging/page-of-list.js';
import type { ViewReader } from '../view-reader.js';
import { adoptedPolicies } from './adopted-policies.js';
import type { AdoptedPolicy } from './policy-choice.js';

export interface PolicyInForce extends AdoptedPolicy {
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
