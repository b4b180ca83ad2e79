import type { RowSource } from '../read/read-rows.js';
import type { Warning } from './import-report.js';

/** What is odd about the file itself, though its rows could be read. */
export function fileWarnings(source: RowSource): Warning[] {
  const warnings: Warning[] = [];
  const empty = source.emptyLines();
  if (empty > 0)
    warnings.push({ code: 'EMPTY_LINES', count: empty, detail: `${empty} empty lines are no rows and were passed over` });
  const undecodable = source.undecodable();
  if (undecodable > 0) {
    const detail = 'some bytes are no text in the declared encoding and read as \uFFFD; check format.encoding';
    warnings.push({ code: 'UNDECODABLE_TEXT', count: undecodable, detail });
  }
  return warnings;
}
