import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import type { PairDocument } from '../../../projections/trials/documents.js';
import { COMPONENTS, perComponent } from '../../domain/components.js';
import { weightTable } from '../../measures/tallies.js';
import type { Policy } from '../../measures/policy.js';
import type { Evidence } from '../../measures/score.js';
import type { RelationshipRecords } from '../relationship/joined-relationship.js';
import type { ScoreBasis } from './score-basis.js';
import { correctedColumns, sumColumns, type CountedColumns } from './tallies.js';

/** A relationship's fields for filters, and its tallies. */
export interface MatrixRow extends Pick<
  RelationshipDocument,
  'relationshipId' | 'teamId' | 'departmentId' | 'state' | 'type' | 'changes' | 'metAt'
> {
  readonly columns: CountedColumns;
  /** The first day on which a trial counts. */
  readonly firstDay: number;
  /** The people who rated it, and since when. */
  readonly people: PairDocument['people'];
  /** The counts that the row is built from, so that they can be added to others. */
  readonly counts: readonly Pick<PairDocument, 'days' | 'corrections'>[];
  /** The other relationships that the row includes. */
  readonly mergedFrom?: readonly string[];
}

/** The row of one relationship. Without a pair document, it has no trials yet. */
export function matrixRow(document: RelationshipDocument, pair: PairDocument | undefined): MatrixRow {
  const { relationshipId, teamId, departmentId, state, type, changes, metAt } = document;
  return {
    relationshipId,
    teamId,
    departmentId,
    state,
    type,
    changes,
    metAt,
    people: pair?.people ?? [],
    ...countsOf(pair ? [pair] : []),
  };
}

/** The tallies of one pair, or of several that are read as one. */
export function countsOf(counts: MatrixRow['counts']): Pick<MatrixRow, 'columns' | 'firstDay' | 'counts'> {
  const firstDays = counts.flatMap(({ days, corrections }) => [
    ...COMPONENTS.map((component) => days[component][0]?.days[0] ?? Infinity),
    ...corrections.map(({ day }) => day),
  ]);
  return { columns: correctedColumns(counts), firstDay: Math.min(Infinity, ...firstDays), counts };
}

/** The tallies of all relationships in memory: scores all of them, on any day and under any policy, without reading anything. */
export class ScoreMatrix {
  private readonly firstDay: number;

  /** @param records the documents of all rows: a ranking shows them without reading them again */
  constructor(
    readonly rows: readonly MatrixRow[],
    readonly records: RelationshipRecords,
  ) {
    this.firstDay = rows.reduce((first, row) => Math.min(first, row.firstDay), Infinity);
  }

  /**
   * The evidence of each admitted relationship, with the same numbers as in its own answer. Yields one at a time: thousands
   * of them at once would outlive the young generation, and keep the garbage collector busier than the scores.
   */
  *evidence(
    basis: ScoreBasis,
    policy: Policy,
    admits: (row: MatrixRow) => boolean,
  ): Generator<{ readonly row: MatrixRow; readonly evidence: Evidence }> {
    const { day, lastDay, correctedUpTo } = basis;
    const age = Number.isFinite(this.firstDay) ? Math.max(0, day - this.firstDay) : 0;
    const weights = perComponent((component) => weightTable(policy.halfLifeDays[component], age));
    for (const row of this.rows) {
      if (!admits(row)) continue;
      const sums = perComponent((component) =>
        sumColumns(row.columns.of(component, correctedUpTo), lastDay, day, weights[component], basis.restOf(row, component)),
      );
      yield { row, evidence: basis.evidence(row, sums) };
    }
  }
}
