import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import type { PairDocument } from '../../../projections/trials/documents.js';
import { COMPONENTS, perComponent } from '../../domain/components.js';
import { weightTable } from '../../measures/tallies.js';
import type { Policy } from '../../measures/policy.js';
import type { Evidence } from '../../measures/score.js';
import type { ScoreBasis } from './score-basis.js';
import { correctedColumns, sumColumns, type CountedColumns } from './tallies.js';

/** Who it is, for a filter, and its tallies. */
export interface MatrixRow extends Pick<
  RelationshipDocument,
  'relationshipId' | 'teamId' | 'departmentId' | 'state' | 'type' | 'changes' | 'metAt'
> {
  readonly columns: CountedColumns;
  /** The first day on which anything counts. */
  readonly firstDay: number;
  /** Who rated it, and since when. */
  readonly people: PairDocument['people'];
  /** What it is made of, to be added to others'. */
  readonly counts: readonly Pick<PairDocument, 'days' | 'corrections'>[];
  /** The relationships besides its own that the row adds up. */
  readonly mergedFrom?: readonly string[];
}

/** The row of one relationship; without a pair's tallies nothing of it counts yet. */
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

/** Every relationship's tallies in memory: the score of all of them, on any day and under any policy, without reading anything. */
export class ScoreMatrix {
  private readonly firstDay: number;

  constructor(readonly rows: readonly MatrixRow[]) {
    this.firstDay = rows.reduce((first, row) => Math.min(first, row.firstDay), Infinity);
  }

  /**
   * What each relationship that is admitted brings to its score: the same numbers as its own answer rests on. One at a time: thousands of them
   * at once would outlive the young generation, and keep the garbage collector busier than the scores.
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
