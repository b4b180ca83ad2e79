import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import type { PairDocument } from '../../../projections/trials/documents.js';
import { type Component, COMPONENTS } from '../../measures/score/components.js';
import { weightTable } from '../../measures/score/decayed-sums.js';
import type { Policy } from '../../measures/score/policy.js';
import { quickScore, type QuickScore } from './quick-score.js';
import type { ScoreBasis } from './score-basis.js';
import { correctedColumns, type CountedColumns, sumColumns } from './score-columns.js';

/** Who it is, for a filter, and its tallies. */
export interface MatrixRow extends Pick<RelationshipDocument, 'relationshipId' | 'teamId' | 'departmentId' | 'state' | 'type' | 'changes'> {
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

export function matrixRow(document: RelationshipDocument, pair: PairDocument | undefined): MatrixRow {
  const { relationshipId, teamId, departmentId, state, type, changes } = document;
  return {
    relationshipId,
    teamId,
    departmentId,
    state,
    type,
    changes,
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

  /** The score of each relationship that is admitted. */
  scores(
    basis: ScoreBasis,
    policy: Policy,
    admits: (row: MatrixRow) => boolean,
  ): readonly { readonly row: MatrixRow; readonly score: QuickScore }[] {
    const { day, lastDay, correctedUpTo } = basis;
    const weights = weightTable(policy.halfLifeDays, Number.isFinite(this.firstDay) ? day - this.firstDay : 0);
    const priors = basis.priorsOf(policy);
    return this.rows.filter(admits).map((row) => {
      const sumsOf = (component: Component) =>
        sumColumns(row.columns.of(component, correctedUpTo), lastDay, day, weights, basis.restOf(row, component));
      return { row, score: quickScore(sumsOf, priors, policy) };
    });
  }
}
