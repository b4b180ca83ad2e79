import { tallyBetween } from '../../../projections/kit/tallies.js';
import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import type { Counts } from '../../measures/peers/peer-band.js';
import type { Component } from '../../measures/score/components.js';
import { readAll } from '../paging/read-all.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import type { ViewReader } from '../view-reader.js';

/**
 * What every department's relationships together count over a stretch of whole days, under the departments as which they go on; departments
 * without a trial in it are left out.
 */
export async function departmentCounts(
  reader: ViewReader,
  component: Component,
  { firstDay, lastDay }: { readonly firstDay: number; readonly lastDay: number },
  identities: Identities = PLAIN,
): Promise<ReadonlyMap<string, Counts>> {
  const counts = new Map<string, Counts>();
  for await (const { departmentId: stored, components } of readAll<RelationshipDocument>(reader, {
    view: 'relationship',
    filter: {},
  })) {
    const departmentId = identities.departments.headOf(stored);
    const { successes, trials } = tallyBetween(components[component], firstDay, lastDay + 1);
    const before = counts.get(departmentId) ?? { successes: 0, trials: 0 };
    if (trials > 0) counts.set(departmentId, { successes: before.successes + successes, trials: before.trials + trials });
  }
  return counts;
}
