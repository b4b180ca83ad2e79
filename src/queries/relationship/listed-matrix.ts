import { standingAt } from '../../../projections/relationship/document.js';
import type { Identities } from '../identity/identities.js';
import { countsOf, type MatrixRow, ScoreMatrix } from '../score/score-matrix.js';
import type { RelationshipFilter } from './find-relationships.js';
import { leading } from './leading.js';
import { pairOf } from './relationship-id.js';

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

/**
 * The rows as a list shows them: those of one name are one row, which adds up their tallies.
 * @param nameOf the id under which a row is listed; null when it is left out
 */
function joinedRows(rows: readonly MatrixRow[], nameOf: (row: MatrixRow) => string | null): readonly MatrixRow[] {
  const byName = new Map<string, MatrixRow[]>();
  for (const row of rows) {
    const name = nameOf(row);
    if (name === null) continue;
    const known = byName.get(name);
    if (known) known.push(row);
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
    people: parts.flatMap(({ people }) => people),
    ...countsOf(parts.flatMap(({ counts }) => counts)),
    mergedFrom,
  };
}
