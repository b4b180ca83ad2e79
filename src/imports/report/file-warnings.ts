import { counted } from '../../language.js';
import type { JoinedTable } from '../join/joined-table.js';
import type { Table } from '../join/open-table.js';
import type { Warning } from './import-report.js';

/** Warnings about the file itself, though its rows could be read. */
export function fileWarnings(source: Table, rows: number): Warning[] {
  const warnings: Warning[] = [];
  if (rows === 0) warnings.push({ code: 'NO_ROWS', count: 1, detail: 'the file has no rows', rows: [] });
  const empty = source.emptyLines();
  if (empty > 0)
    warnings.push({
      code: 'EMPTY_LINES',
      count: empty,
      detail: `${counted(empty, 'empty line')} skipped`,
      rows: [],
    });
  for (const column of rows > 0 ? source.neverFilled() : [])
    warnings.push({
      code: 'COLUMN_NEVER_FILLED',
      count: 1,
      detail: `format.columns: no row has a value for "${column}"; is its name right?`,
      rows: [],
    });
  const undecodable = source.undecodable();
  if (undecodable > 0) {
    const detail = 'some bytes are not text in the declared encoding and are read as �; check format.encoding';
    warnings.push({ code: 'UNDECODABLE_TEXT', count: undecodable, detail, rows: [] });
  }
  for (const table of source.joined) warnings.push(...joinWarnings(table));
  return warnings;
}

/** Warnings about rows of a joined table that were not used. The row numbers are those of that table. */
function joinWarnings(table: JoinedTable): Warning[] {
  const { name, broken } = table;
  const untaken = table.untaken();
  const parts = [
    { code: 'JOINED_ROW_BROKEN', numbers: broken, what: 'could not be parsed and were skipped' },
    { code: 'NOT_JOINED', numbers: untaken, what: 'match no row of the file and were not used' },
  ] as const;
  return parts.flatMap(({ code, numbers: { count, first }, what }) =>
    count === 0
      ? []
      : [{ code, count, detail: `join.${name}: ${counted(count, 'row')} ${what} (row numbers of that table)`, rows: first }],
  );
}
