import { perComponent } from '../../measures/components.js';
import { leading } from '../relationship/leading.js';
import { pairOf } from '../relationship/relationship-id.js';
import type { MatrixRow } from './score-matrix.js';
import type { ScoreColumns } from './score-columns.js';

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
  const { state, type } = leading(parts, relationshipId);
  const mergedFrom = parts.map((part) => part.relationshipId).filter((id) => id !== relationshipId);
  const columns = perComponent((component) => joinedColumns(parts.map((part) => part.columns[component])));
  return { ...pairOf(relationshipId), relationshipId, state, type, columns, mergedFrom };
}

/** Day by day, in order of the days. */
function joinedColumns(parts: readonly ScoreColumns[]): ScoreColumns {
  const byDay = new Map<number, { s: number; n: number }>();
  for (const { days, successes, trials } of parts) {
    days.forEach((day, place) => {
      const known = byDay.get(day) ?? { s: 0, n: 0 };
      byDay.set(day, { s: known.s + successes[place]!, n: known.n + trials[place]! });
    });
  }
  const all = [...byDay].sort(([a], [b]) => a - b);
  return {
    days: Int32Array.from(all, ([day]) => day),
    successes: Int32Array.from(all, ([, { s }]) => s),
    trials: Int32Array.from(all, ([, { n }]) => n),
  };
}
