import type { InteractionDocument } from '../../../../projections/interaction/document.js';
import { isWell } from '../../../../projections/trials/agreements.js';
import { bucketOf, firstDayOf } from '../../../measures/periods.js';
import type { Tally } from '../../../measures/tallies.js';
import { startOfDay } from '../../../queries/days.js';
import { readAll } from '../../../queries/paging/paginate.js';
import { pairsTallies } from '../../../queries/relationship/pairs-tallies.js';
import { where } from '../../../queries/where.js';
import { askOfWholeAndDepartments, type AuditScope } from '../scope.js';

/** How often IT thought that it had treated people well, and how often these thought so. */
interface PerceptionGap {
  /** SUPPRESSED: what people said is in no number of the quarter. */
  readonly state: 'SHOWN' | 'SUPPRESSED';
  /** Contacts of which IT said what it thought. */
  readonly contacts: number;
  /** The share of these that went well, as IT thought; null without any. */
  readonly it: number | null;
  /** What people said, in groups of enough of them; null when suppressed. */
  readonly words: number | null;
  /** The share of these that were good ones; null when suppressed. */
  readonly department: number | null;
  /** it − department: above 0 IT thinks better of itself than those it serves do. */
  readonly gap: number | null;
}

/**
 * "Put the shoe on the other foot", by whole calendar quarters that lie in the period (docs/measures.md, "The perception gap"). What IT thought is not
 * held against the ratings of the same contacts: which those are is no secret, so that few people's would be told.
 */
export async function perceptionGap(scope: AuditScope) {
  const { from, until, days } = scope;
  const first = bucketOf(days.after(from) - 1, 'QUARTER') + 1;
  const end = bucketOf(days.of(until), 'QUARTER');
  const quarters = Array.from({ length: Math.max(0, end - first) }, (_, place) => first + place);
  const { whole, departments } = await askOfWholeAndDepartments(scope, (departmentId) => gapsOf(scope, quarters, departmentId));
  return Object.fromEntries(
    quarters.map((quarter, place) => {
      const told = Object.entries(departments).flatMap(([id, gaps]) => (gaps[place] ? [[id, gaps[place]] as const] : []));
      const month = startOfDay(firstDayOf(quarter, 'QUARTER')).slice(0, 7);
      return [month, { whole: whole && (whole[place] ?? NOTHING_SAID), departments: Object.fromEntries(told) }];
    }),
  );
}

/** For each quarter; null where neither side said anything that counts. */
async function gapsOf(
  scope: AuditScope,
  quarters: readonly number[],
  departmentId: string | undefined,
): Promise<readonly (PerceptionGap | null)[]> {
  const assessed = await assessedOf(scope, departmentId);
  const said = await pairsTallies(scope.reader, { departmentId }, 'treatment', scope.identities);
  return quarters.map((quarter) => {
    const [it, people] = [within(assessed, quarter), within(said, quarter)];
    return it.n + people.n === 0 ? null : gapOf(it, people);
  });
}

type Sum = Pick<Tally, 's' | 'n'>;

function within(tallies: readonly Tally[], quarter: number): Sum {
  const own = tallies.filter(({ d }) => bucketOf(d, 'QUARTER') === quarter);
  return own.reduce<Sum>((sum, { s, n }) => ({ s: sum.s + s, n: sum.n + n }), { s: 0, n: 0 });
}

/** The contacts of which IT said how it had treated people, by the day on which they began. */
async function assessedOf({ reader, identities, days }: AuditScope, departmentId: string | undefined): Promise<readonly Tally[]> {
  const tallies: Tally[] = [];
  for (const sides of identities.covered({ departmentId })) {
    for await (const contact of readAll<InteractionDocument>(reader, { view: 'interaction', filter: where({ ...sides }) })) {
      const { startedAt, selfAssessedTreatment: rating } = contact;
      if (rating !== null) tallies.push({ d: days.of(startedAt), s: isWell(rating) ? 1 : 0, n: 1 });
    }
  }
  return tallies;
}

function gapOf(assessed: Sum, said: Sum): PerceptionGap {
  const it = assessed.n > 0 ? assessed.s / assessed.n : null;
  if (said.n === 0) return { ...NOTHING_SAID, contacts: assessed.n, it };
  const department = said.s / said.n;
  const gap = it === null ? null : it - department;
  return { state: 'SHOWN', contacts: assessed.n, it, words: said.n, department, gap };
}

const NOTHING_SAID: PerceptionGap = { state: 'SUPPRESSED', contacts: 0, it: null, words: null, department: null, gap: null };
