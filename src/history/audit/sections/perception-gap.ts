import type { InteractionDocument } from '../../../../projections/interaction/document.js';
import { isWell } from '../../../../projections/trials/agreements.js';
import { bucketOf, firstDayOf } from '../../../measures/periods.js';
import type { Tally } from '../../../measures/tallies.js';
import { startOfDay } from '../../../queries/days.js';
import { readAll } from '../../../queries/paging/paginate.js';
import { pairsTallies } from '../../../queries/relationship/pairs-tallies.js';
import { where } from '../../../queries/where.js';
import { askOfWholeAndDepartments, type AuditScope } from '../scope.js';

/** IT's own view of how it treated people, compared with theirs. */
interface PerceptionGap {
  /** SUPPRESSED: the quarter's ratings are too few to be shown. */
  readonly state: 'SHOWN' | 'SUPPRESSED';
  /** The number of contacts that IT assessed. */
  readonly contacts: number;
  /** The share of these that IT thought went well; null when there are none. */
  readonly it: number | null;
  /** The number of people's ratings, in groups of sufficient size; null when suppressed. */
  readonly words: number | null;
  /** The share of good ratings; null when suppressed. */
  readonly department: number | null;
  /** it − department: positive when IT thinks better of itself than the people it serves do. */
  readonly gap: number | null;
}

/**
 * "Put the shoe on the other foot", by the whole calendar quarters of the period (docs/measures.md, "The perception gap").
 * IT's assessments are not compared with the ratings of the same contacts: it is no secret which contacts these are, so the
 * ratings of few people could be derived.
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

/** By quarter; null where neither side has anything that counts. */
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

/** The contacts that IT assessed, by the day on which they began. */
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
