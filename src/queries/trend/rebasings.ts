import type { PoliciesDocument } from '../../../projections/policies/document.js';
import { readAll } from '../paging/read-all.js';
import type { Pairs } from '../relationship/pairs-tallies.js';
import type { ViewReader } from '../view-reader.js';

/** Somebody's recorded judgement that a measure now moves around another level. */
export type Rebasing = PoliciesDocument['rebasings'][number];

/** The re-basings of a measure, as far as they are about exactly this relationship: a sum over several has a level of its own. */
export async function rebasingsOf(
  reader: ViewReader,
  measure: string,
  { teamId, departmentId }: Pairs,
): Promise<readonly Rebasing[]> {
  const found: Rebasing[] = [];
  for await (const { rebasings } of readAll<PoliciesDocument>(reader, { view: 'policies', filter: {} })) {
    found.push(
      ...rebasings.filter(
        (one) => one.measure.toLowerCase() === measure && one.teamId === teamId && one.departmentId === departmentId,
      ),
    );
  }
  return found;
}
