import { leading } from '../relationship/leading.js';
import { pairOf } from '../relationship/relationship-id.js';
import { countsOf, type MatrixRow } from './score-matrix.js';

/**
 * The rows as a list shows them: those of one name are one row, which adds up their tallies.
 * @param nameOf the id under which a row is listed; null when it is left out
 */
export function joinedRows(rows: readonly MatrixRow[], nameOf: (row: MatrixRow) => string | null): readonly MatrixRow[] {
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
