import { standingAt } from '../../../projections/relationship/document.js';
import type { Identities } from '../identity/identities.js';
import { joinedRows } from '../score/joined-rows.js';
import { type MatrixRow, ScoreMatrix } from '../score/score-matrix.js';
import type { RelationshipFilter } from './find-relationships.js';

/** A pair that merely met once (a ticket sent to the wrong team) is no relationship: it is shown when `state: OBSERVED` asks for it. */
export const ENTERED_INTO = ['ESTABLISHED', 'ENDED'] as const;

/** The relationships as a list shows them, each once: those that have become one add up in one row. */
export const listedMatrix = (matrix: ScoreMatrix, identities: Identities, filter: RelationshipFilter): ScoreMatrix =>
  identities.isPlain ? matrix : new ScoreMatrix(joinedRows(matrix.rows, (row) => identities.listedAs(row, filter)));

/** Whether a filter admits a row, as it stood by agreement at a moment; as it stands now when that is left out. */
export const admittedBy =
  ({ teamId, departmentId, state, type }: RelationshipFilter, asOf?: string) =>
  (row: MatrixRow): boolean => {
    const standing = asOf === undefined ? row : standingAt(row.changes, asOf);
    return (
      (teamId === undefined || row.teamId === teamId) &&
      (departmentId === undefined || row.departmentId === departmentId) &&
      (type === undefined || standing.type === type) &&
      (state === undefined ? ENTERED_INTO.some((entered) => entered === standing.state) : standing.state === state)
    );
  };
