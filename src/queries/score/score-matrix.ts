import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { type Component, COMPONENTS, perComponent, type PerComponent } from '../../measures/score/components.js';
import { weightTable } from '../../measures/score/decayed-sums.js';
import type { Policy } from '../../measures/score/policy.js';
import { quickScore, type QuickScore } from './quick-score.js';
import type { ScoreBasis } from './score-basis.js';
import { columnsOf, type ScoreColumns, sumColumns } from './score-columns.js';
import { talliesOf } from './tallies.js';

/** Who it is, for a filter, and its tallies. */
export interface MatrixRow extends Pick<RelationshipDocument, 'relationshipId' | 'teamId' | 'departmentId' | 'state' | 'type'> {
  readonly columns: PerComponent<ScoreColumns>;
  /** The relationships besides its own that the row adds up. */
  readonly mergedFrom?: readonly string[];
}

export const matrixRow = (document: RelationshipDocument): MatrixRow => {
  const { relationshipId, teamId, departmentId, state, type } = document;
  const columns = perComponent((component) => columnsOf(talliesOf(document, component)));
  return { relationshipId, teamId, departmentId, state, type, columns };
};

/** Every relationship's tallies in memory: the score of all of them, on any day and under any policy, without reading anything. */
export class ScoreMatrix {
  private readonly firstDay: number;

  constructor(readonly rows: readonly MatrixRow[]) {
    const firstDays = rows.flatMap(({ columns }) => COMPONENTS.map((component) => columns[component].days[0] ?? Infinity));
    this.firstDay = firstDays.reduce((first, day) => Math.min(first, day), Infinity);
  }

  /** The same with these relationships as they are now, new ones added, those that are gone left out. */
  with(keys: readonly string[], documents: ReadonlyMap<string, RelationshipDocument>): ScoreMatrix {
    const changed = new Set(keys);
    const kept = this.rows.filter(({ relationshipId }) => !changed.has(relationshipId));
    return new ScoreMatrix([...kept, ...[...documents.values()].map(matrixRow)]);
  }

  /** The score of each relationship that is admitted. */
  scores(
    basis: ScoreBasis,
    policy: Policy,
    admits: (row: MatrixRow) => boolean,
  ): readonly { readonly row: MatrixRow; readonly score: QuickScore }[] {
    const { day, lastDay } = basis;
    const weights = weightTable(policy.halfLifeDays, Number.isFinite(this.firstDay) ? day - this.firstDay : 0);
    const priors = basis.priorsOf(policy);
    return this.rows.filter(admits).map((row) => {
      const sumsOf = (component: Component) =>
        sumColumns(row.columns[component], lastDay, day, weights, basis.restOf(row, component));
      return { row, score: quickScore(sumsOf, priors, policy) };
    });
  }
}
