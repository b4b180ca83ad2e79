import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { COMPONENTS, perComponent, type PerComponent } from '../../measures/components.js';
import { weightTable } from '../../measures/tallies.js';
import type { Policy } from '../../measures/policy.js';
import type { RelationshipIndex } from '../../measures/score.js';
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

  /** The score of each relationship that is admitted: the same numbers as its own answer gives. */
  scores(
    basis: ScoreBasis,
    policy: Policy,
    admits: (row: MatrixRow) => boolean,
  ): readonly { readonly row: MatrixRow; readonly index: RelationshipIndex }[] {
    const { day, lastDay } = basis;
    const age = Number.isFinite(this.firstDay) ? Math.max(0, day - this.firstDay) : 0;
    const weights = perComponent((component) => weightTable(policy.halfLifeDays[component], age));
    const setting = basis.setting(policy);
    return this.rows.filter(admits).map((row) => {
      const sums = perComponent((component) =>
        sumColumns(row.columns[component], lastDay, day, weights[component], basis.restOf(row, component)),
      );
      return { row, index: basis.indexOf(sums, setting) };
    });
  }
}
