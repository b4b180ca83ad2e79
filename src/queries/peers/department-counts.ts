import type { Counts } from '../../measures/peers/peer-band.js';
import type { Component } from '../../measures/score/components.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { pairsOf } from '../relationship/pairs-tallies.js';
import { talliesAsOf } from '../score/tallies.js';
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
  for await (const { departmentId: stored, days: components, corrections } of pairsOf(reader, {})) {
    const departmentId = identities.departments.headOf(stored);
    let [successes, trials] = [0, 0];
    for (const { d, s, n } of talliesAsOf({ components, corrections }, component, { lastDay, correctedUpTo: '~' })) {
      if (d < firstDay) continue;
      successes += s;
      trials += n;
    }
    const before = counts.get(departmentId) ?? { successes: 0, trials: 0 };
    if (trials > 0) counts.set(departmentId, { successes: before.successes + successes, trials: before.trials + trials });
  }
  return counts;
}
