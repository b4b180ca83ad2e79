import { Injectable } from '@nestjs/common';
import { termsAt, type RelationshipDocument } from '../../../projections/relationship/document.js';
import { orderKey, relationshipScore, type ScoreOrder } from '../../measures/score.js';
import type { Identities } from '../identity/identities.js';
import { pageWith, mapPage, type Place, type Page, type PageArgs } from '../paging/page.js';
import { comparePlaces, pageOfList, paginate } from '../paging/paginate.js';
import type { PolicyChoice } from '../score/policies.js';
import type { ScoreBasis } from '../score/score-basis.js';
import { countsOf, ScoreMatrix, type MatrixRow } from '../score/score-matrix.js';
import { Scores } from '../score/scores.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';
import {
  earliest,
  hadMet,
  joinedRelationship,
  type JoinedRelationship,
  leading,
  pairOf,
  readRelationships,
  type RelationshipRecords,
  talliesOf,
} from './joined-relationship.js';

/** The relationships of a page of keys. */
const relationshipPage = (
  page: Page<Place>,
  records: RelationshipRecords,
  identities: Identities,
  asOf?: string,
): Page<JoinedRelationship> => pageWith(page, ({ key }) => joinedRelationship(key, records, identities, asOf) ?? undefined);

interface RelationshipFilter {
  readonly teamId?: string;
  readonly departmentId?: string;
  readonly state?: string;
  readonly type?: string;
}

/** The relationships between teams and departments, by id. Merged ones are listed as one. */
@Injectable()
export class FindRelationships {
  constructor(private readonly scores: Scores) {}

  /** @param asOf the moment at which the agreements are read; the present ones when absent */
  async execute(
    reader: ViewReader,
    filter: RelationshipFilter,
    page: PageArgs,
    identities: Identities,
    asOf?: string,
  ): Promise<Page<JoinedRelationship>> {
    // Pairs that met by a trial only are not in this view.
    if (identities.hasNoMergers && asOf === undefined && filter.state !== 'OBSERVED') {
      const listing = { view: 'relationship', filter: where({ state: ENTERED_INTO, ...filter }) };
      const found = await paginate<RelationshipDocument>(reader, listing, page);
      const places = mapPage(found, ({ relationshipId: key }): Place => ({ value: null, key }));
      const ids = places.edges.map(({ node }) => node.key);
      return relationshipPage(places, await readRelationships(reader, identities, ids), identities);
    }
    // One row of the answer may be several rows of the view, so the store cannot page through them. Their keys are in memory
    // anyway.
    const matrix = await this.scores.matrix(reader);
    const { rows } = listedMatrix(matrix, identities, filter);
    const stood = asOf === undefined ? undefined : { asOf, basis: await this.scores.basis(reader, asOf) };
    const places = rows.filter(admittedBy(filter, stood)).map(({ relationshipId: key }): Place => ({ value: null, key }));
    const found = pageOfList(places.sort(comparePlaces), (place) => place, 'relationship:', page);
    return relationshipPage(found, matrix.records, identities, asOf);
  }
}

/**
 * A pair that merely met once (a ticket sent to the wrong team) is not listed as a relationship, except when `state:
 * OBSERVED` is asked for.
 */
const ENTERED_INTO = ['ESTABLISHED', 'ENDED'] as const;

/** The relationships as a list shows them, each once: merged ones add up in one row. */
export const listedMatrix = (matrix: ScoreMatrix, identities: Identities, filter: RelationshipFilter): ScoreMatrix =>
  identities.hasNoMergers
    ? matrix
    : new ScoreMatrix(
        joinedRows(matrix.rows, (row) => identities.listedAs(row, filter)),
        matrix.records,
      );

/** Whether a filter admits a row by its agreements at a moment, or by the present ones when no moment is given. */
const admittedBy =
  ({ teamId, departmentId, state, type }: RelationshipFilter, stood?: { readonly asOf: string; readonly basis: ScoreBasis }) =>
  (row: MatrixRow): boolean => {
    const terms = stood ? termsAt(row.changes, stood.asOf) : row;
    return (
      (teamId === undefined || row.teamId === teamId) &&
      (departmentId === undefined || row.departmentId === departmentId) &&
      (type === undefined || terms.type === type) &&
      (state === undefined ? ENTERED_INTO.some((entered) => entered === terms.state) : terms.state === state) &&
      (!stood || terms.state !== 'OBSERVED' || rowHadMet(row, stood.asOf, stood.basis))
    );
  };

const rowHadMet = ({ counts, mergedFrom = [], ...row }: MatrixRow, asOf: string, basis: ScoreBasis): boolean =>
  hadMet({ ...row, mergedFrom, ...talliesOf(counts) }, asOf, basis);

/**
 * The rows as a list shows them: rows with the same name become one row, which adds up their tallies.
 * @param nameOf the id under which a row is listed; null to leave it out
 */
function joinedRows(rows: readonly MatrixRow[], nameOf: (row: MatrixRow) => string | null): readonly MatrixRow[] {
  const byName = new Map<string, MatrixRow[]>();
  for (const row of rows) {
    const name = nameOf(row);
    if (name === null) continue;
    const joined = byName.get(name);
    if (joined) joined.push(row);
    else byName.set(name, [row]);
  }
  return [...byName].map(([name, parts]) =>
    parts.length === 1 && parts[0]!.relationshipId === name ? parts[0]! : added(name, parts),
  );
}

function added(relationshipId: string, parts: readonly MatrixRow[]): MatrixRow {
  const { state, type, changes } = leading(parts, relationshipId);
  const mergedFrom = parts.map((part) => part.relationshipId).filter((id) => id !== relationshipId);
  return {
    ...pairOf(relationshipId),
    relationshipId,
    state,
    type,
    changes,
    metAt: earliest(parts),
    people: parts.flatMap(({ people }) => people),
    ...countsOf(parts.flatMap(({ counts }) => counts)),
    mergedFrom,
  };
}

/** What a ranking is of, and by what. */
export interface Ranking {
  readonly filter: RelationshipFilter;
  readonly order: ScoreOrder;
  readonly policy: PolicyChoice;
  /** The moment of the scores. */
  readonly asOf: string;
  /** The moment at which the agreements are read; the present ones when absent. */
  readonly agreedAsOf?: string | undefined;
}

/**
 * Question 2: the relationships that need attention, or the best ones first. They are ordered by an end of the score's
 * interval, so that neither a few bad trials nor a few good ones decide. Relationships without a score come last, since
 * nothing is known that would rank them elsewhere.
 */
@Injectable()
export class RankRelationships {
  constructor(private readonly scores: Scores) {}

  async execute(
    reader: ViewReader,
    { filter, order, asOf, agreedAsOf, ...asked }: Ranking,
    args: PageArgs,
    identities: Identities,
  ): Promise<Page<JoinedRelationship>> {
    const [basis, policy, matrix] = await Promise.all([
      this.scores.basis(reader, asOf),
      this.scores.policy(reader, asOf, asked.policy),
      this.scores.matrix(reader),
    ]);
    const places: Place[] = [];
    const setting = basis.setting(policy);
    for (const { row, evidence } of listedMatrix(matrix, identities, filter).evidence(
      basis,
      policy,
      admittedBy(filter, agreedAsOf === undefined ? undefined : { asOf: agreedAsOf, basis }),
    ))
      places.push({ value: orderKey(relationshipScore(evidence, setting), order), key: row.relationshipId });
    places.sort(comparePlaces);
    const page = pageOfList(places, (place) => place, `relationship:${order}`, args);
    return relationshipPage(page, matrix.records, identities, agreedAsOf);
  }
}
