import type { AnswersDocument } from '../../../projections/answers/document.js';
import { areEnough, type DistinctPeople, NOBODY, united } from '../../../projections/kit/distinct-people.js';
import type { Counts } from '../../measures/peers/peer-band.js';
import type { Identities } from '../identity/identities.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';

export interface DepartmentCounts {
  readonly counts: ReadonlyMap<string, Counts>;
  /** Of whom nothing may be shown, nor be in any sum. */
  readonly tooFew: ReadonlySet<string>;
}

/**
 * What people of every department said in a quarter that is over, under the departments as which they go on. Departments of which too few people
 * said something are in no number at all, not even in the middle of the others' funnel: so there is nothing to subtract the others from.
 * What is shown of one is its timely answers, together from enough people or with the first group of late ones, and further such groups.
 */
export async function treatmentCounts(
  reader: ViewReader,
  quarter: string,
  { departments }: Identities,
): Promise<DepartmentCounts> {
  const all = new Map<string, { people: DistinctPeople; late: boolean } & Counts>();
  const filter = { where: { quarter } };
  for await (const { departmentId, timely, late } of readAll<AnswersDocument>(reader, { view: 'answers', filter })) {
    const head = departments.headOf(departmentId);
    const before = all.get(head) ?? { people: NOBODY, late: false, successes: 0, trials: 0 };
    all.set(head, {
      people: united(before.people, timely.people),
      late: before.late || late.trials > 0,
      successes: before.successes + timely.successes + late.successes,
      trials: before.trials + timely.trials + late.trials,
    });
  }
  const shown = [...all].filter(([, { people, late }]) => late || areEnough(people));
  const counts = new Map(shown.map(([id, { successes, trials }]) => [id, { successes, trials }]));
  return { counts, tooFew: new Set([...all.keys()].filter((id) => !counts.has(id))) };
}
