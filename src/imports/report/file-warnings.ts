import type { RowSource } from '../read/read-rows.js';
import type { Warning } from './import-report.js';

/** What is odd about the file itself, though its rows could be read. */
export function fileWarnings(source: RowSource, rows: number): Warning[] {
  const warnings: Warning[] = [];
  if (rows === 0) warnings.push({ code: 'NO_ROWS', count: 1, detail: 'the file has no rows', rows: [] });
  const empty = source.emptyLines();
  if (empty > 0)
    warnings.push({
      code: 'EMPTY_LINES',
      count: empty,
      detail: `${empty} empty lines are no rows and were passed over`,
      rows: [],
    });
  for (const column of rows > 0 ? source.neverFilled() : [])
    warnings.push({
      code: 'COLUMN_NEVER_FILLED',
      count: 1,
      detail: `format.columns: "${column}" stands in no row; is its name right?`,
      rows: [],
    });
  const undecodable = source.undecodable();
  if (undecodable > 0) {
    const detail = 'some bytes are no text in the declared encoding and read as \uFFFD; check format.encoding';
    warnings.push({ code: 'UNDECODABLE_TEXT', count: undecodable, detail, rows: [] });
  }
  return warnings;
}
