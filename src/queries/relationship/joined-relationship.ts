import { COMPONENTS } from '../../domain/components.js';
import { TALLIED, type YearCounts } from '../../../projections/kit/year-counts.js';
import { observed, termsAt, type RelationshipDocument } from '../../../projections/relationship/document.js';
import { COUNTERS, type Counter, type Counts } from '../../../projections/trials/counts.js';
import { pairKey, type PairDocument } from '../../../projections/trials/documents.js';
import { NEVER } from '../../../projections/trials/ticket-facts.js';
import type { Identities, MergedPair } from '../identity/identities.js';
import { memoize } from '../memoize.js';
import type { ScoreBasis } from '../score/score-basis.js';
import type { CountedPair } from '../score/tallies.js';
import type { ViewReader } from '../view-reader.js';

type Stated = Pick<RelationshipDocument, 'relationshipId' | 'state'>;
/** Agreements in force come before ended ones, and those before pairs that never agreed anything. */
const RANK = { ESTABLISHED: 0, ENDED: 1, OBSERVED: 2 } as const;

/**
 * Of merged relationships, the one whose agreements apply to all: the relationship's own, if it has any; otherwise those of
 * the one in force. Ties are broken by id.
 * @param parts at least one
 */
export function leading<S extends Stated>(parts: readonly S[], relationshipId: string): S {
  const rank = (part: S): number => (part.relationshipId === relationshipId && part.state !== 'OBSERVED' ? -1 : RANK[part.state]);
  return parts.reduce((first, part) =>
    rank(part) < rank(first) || (rank(part) === rank(first) && part.relationshipId < first.relationshipId) ? part : first,
  );
}

/** A relationship at a moment: its own record and those of all relationships that were merged into it, with their trials. */
export interface JoinedRelationship extends RelationshipDocument, CountedPair {
  /** The people who ever rated it, and since when. A person may occur several times when relationships were merged. */
  readonly people: PairDocument['people'];
  /** The other relationships that its numbers include, by id. */
  readonly mergedFrom: readonly string[];
  /** The pair whose numbers include those of this relationship, because its team or department was merged into another. */
  readonly mergedInto: MergedPair | null;
}

/** The records that relationships are built from, by relationship id. */
export interface RelationshipRecords {
  readonly relationships: ReadonlyMap<string, RelationshipDocument>;
  readonly pairs: ReadonlyMap<string, PairDocument>;
}

const NO_RECORD = Object.freeze({
  days: Object.fromEntries([...COMPONENTS, ...COUNTERS].map((counted) => [counted, []])) as unknown as Counts['days'],
  corrections: [],
  people: [],
});
type Counted = Pick<PairDocument, 'days' | 'corrections' | 'people'>;

/** The counts of a pair that never met. */
export const NOTHING_COUNTED = { components: NO_RECORD.days, corrections: NO_RECORD.corrections, people: NO_RECORD.people };

/** A relationship without mergers. Memoised: the same documents give the same object. */
const asItIs = memoize((document: RelationshipDocument, counted: Counted): JoinedRelationship => ({
  ...document,
  ...countsIn([counted]),
  mergedFrom: [],
  mergedInto: null,
}));

/**
 * The counts of a pair that has no relationship record. A team that had a ticket before it was corrected to another
 * department, or that is said to have resolved it without having had it, has met that department by its trials alone.
 */
const asMet = memoize((counted: PairDocument) => asItIs(observed(counted.relationshipId), counted));

/** Reads the records of these ids, and of all relationships merged into them. One read per view. */
export async function readRelationships(
  reader: ViewReader,
  identities: Identities,
  ids: readonly string[],
): Promise<RelationshipRecords> {
  const stored = identities.hasNoMergers ? ids : [...new Set(ids.flatMap((id) => identities.relationshipsOf(pairOf(id))))];
  const [relationships, pairs] = await Promise.all([
    reader.get<RelationshipDocument>('relationship', stored),
    reader.get<PairDocument>('trials', stored.map(pairKey)),
  ]);
  return { relationships, pairs: new Map([...pairs.values()].map((pair) => [pair.relationshipId, pair])) };
}

/**
 * The relationships with these ids; ids without any record are left out.
 * @param at the moment at which the agreements are read; the present ones when absent
 */
export async function relationshipsAt(
  reader: ViewReader,
  identities: Identities,
  ids: readonly string[],
  at?: string,
): Promise<ReadonlyMap<string, JoinedRelationship>> {
  const records = await readRelationships(reader, identities, ids);
  return new Map(
    ids.flatMap((id) => {
      const joined = joinedRelationship(id, records, identities, at);
      return joined ? [[id, joined] as const] : [];
    }),
  );
}

/** Builds a relationship from the records at hand; null when there is none for it. */
export function joinedRelationship(
  id: string,
  { relationships, pairs }: RelationshipRecords,
  identities: Identities,
  at?: string,
): JoinedRelationship | null {
  if (identities.hasNoMergers && at === undefined) {
    const document = relationships.get(id);
    const counted = pairs.get(id);
    return document ? asItIs(document, counted ?? NO_RECORD) : counted ? asMet(counted) : null;
  }
  const pair = pairOf(id);
  const ids = identities.relationshipsOf(pair).filter((part) => relationships.has(part) || pairs.has(part));
  if (ids.length === 0) return null;
  const parts = ids.map((part) => {
    const document = relationships.get(part) ?? observed(part);
    return { ...document, ...termsAt(document.changes, at) };
  });
  return {
    ...(parts.length === 1 && parts[0]!.relationshipId === id ? parts[0]! : added(id, parts)),
    ...countsIn(ids.map((part) => pairs.get(part) ?? NO_RECORD)),
    mergedFrom: ids.filter((part) => part !== id),
    mergedInto: identities.mergedInto(pair),
  };
}

const countsIn = (counted: readonly Counted[]): Pick<JoinedRelationship, 'components' | 'corrections' | 'people'> => ({
  ...talliesOf(counted),
  people: counted.length === 1 ? counted[0]!.people : counted.flatMap(({ people }) => people),
});

/** The summed counts of several pairs. */
export function talliesOf(counted: readonly Pick<PairDocument, 'days' | 'corrections'>[]): CountedPair {
  if (counted.length === 0) return NOTHING_COUNTED;
  if (counted.length === 1) return { components: counted[0]!.days, corrections: counted[0]!.corrections };
  const components = Object.fromEntries(
    [...COMPONENTS, ...COUNTERS].map((name) => [
      name,
      joinedCounts(
        counted.map(({ days }) => days[name]),
        TALLIED,
      ),
    ]),
  ) as unknown as Counts['days'];
  return { components, corrections: counted.flatMap(({ corrections }) => corrections) };
}

export const earliest = (parts: readonly Pick<RelationshipDocument, 'metAt'>[]): string =>
  parts.reduce((first, { metAt }) => (metAt < first ? metAt : first), NEVER);

/** Whether the pair had met by a moment: by its record, or because a trial counts for it by then. */
export const hadMet = (
  { metAt, ...pair }: Pick<JoinedRelationship, 'metAt' | 'relationshipId' | 'mergedFrom' | 'components' | 'corrections'>,
  asOf: string,
  basis: ScoreBasis,
): boolean =>
  metAt <= asOf || [...COMPONENTS, ...COUNTERS].some((counted) => [...basis.tallies(pair, counted)].some(({ n }) => n > 0));

/** Agreements do not add up: they are those of one of the parts. */
function added(id: string, parts: readonly RelationshipDocument[]): RelationshipDocument {
  const agreed = leading(parts, id);
  const { successor } = agreed;
  return {
    ...agreed,
    ...pairOf(id),
    relationshipId: id,
    metAt: earliest(parts),
    successor: successor && id === relationshipId(successor.teamId, successor.departmentId) ? null : successor,
    predecessors: parts.flatMap(({ predecessors }) => predecessors),
  };
}

/** Adds up the counts of several records by day, in the order of the days, as one record of all of them would hold them. */
export const joinedCounts = <C extends string>(
  records: readonly (readonly YearCounts<C>[])[],
  columns: readonly C[],
): readonly YearCounts<C>[] => records.reduce((sum, record) => bothYears(sum, record, columns));

function bothYears<C extends string>(
  some: readonly YearCounts<C>[],
  others: readonly YearCounts<C>[],
  columns: readonly C[],
): readonly YearCounts<C>[] {
  if (some.length === 0 || others.length === 0) return some.length === 0 ? others : some;
  const byYear = new Map(some.map((one) => [one.year, one]));
  for (const other of others) {
    const one = byYear.get(other.year);
    byYear.set(other.year, one ? bothDays(one, other, columns) : other);
  }
  return [...byYear.values()].sort((a, b) => a.year - b.year);
}

/** The days of both years are sorted, so one pass over both finds each day once. */
function bothDays<C extends string>(one: YearCounts<C>, other: YearCounts<C>, columns: readonly C[]): YearCounts<C> {
  const days: number[] = [];
  const counts = columns.map((): number[] => []);
  for (let i = 0, j = 0; i < one.days.length || j < other.days.length;) {
    const [left, right] = [one.days[i] ?? Infinity, other.days[j] ?? Infinity];
    const day = Math.min(left, right);
    days.push(day);
    for (let place = 0; place < columns.length; place++) {
      const column = columns[place]!;
      counts[place]!.push((left === day ? one[column][i]! : 0) + (right === day ? other[column][j]! : 0));
    }
    if (left === day) i += 1;
    if (right === day) j += 1;
  }
  const summed = Object.fromEntries(columns.map((column, place) => [column, counts[place]!]));
  return { year: one.year, days, ...summed } as unknown as YearCounts<C>;
}

/** What is counted for a relationship apart from the trials of its score, up to the moment of the basis. */
export const relationshipCounts = memoize((relationship: JoinedRelationship, basis: ScoreBasis) => {
  const count = (counter: Counter) => {
    let total = 0;
    for (const { n } of basis.tallies(relationship, counter)) total += n;
    return total;
  };
  return { resolutions: count('resolutions'), interactions: count('interactions') };
});

/** The id of the relationship between a team and a department. Ids contain no dot, so it can be parsed in one way only. */
export const relationshipId = (teamId: string, departmentId: string): string => `${teamId}.${departmentId}`;

/** The team and the department of a relationship id. */
export function pairOf(id: string): { readonly teamId: string; readonly departmentId: string } {
  const dot = id.indexOf('.');
  return { teamId: id.slice(0, dot), departmentId: id.slice(dot + 1) };
}
