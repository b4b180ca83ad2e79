import type { CompiledMapping } from '../plan/compile-mapping.js';
import { isBroken, type ReadRow } from '../read/row.js';
import type { RejectedRow } from '../report/reject-list.js';
import { reason } from '../values/rejection.js';
import { ContiguousGrouping, MixedGrouping } from './grouping.js';
import type { SourceRecord } from './source-record.js';

/** Records as they become complete, page by page of the file. Rows that belong to none are handed to `onReject`. */
export async function* readRecords(
  pages: AsyncIterable<readonly ReadRow[]>,
  { mapping, keyOf, withoutMissing }: CompiledMapping,
  onReject: (reject: RejectedRow) => void,
): AsyncGenerator<readonly SourceRecord[]> {
  const grouping = mapping.record.contiguous === false ? new MixedGrouping() : new ContiguousGrouping();
  for await (const page of pages) {
    const complete: SourceRecord[] = [];
    for (const read of page) {
      const at = `line ${read.line}: `;
      if (isBroken(read)) {
        onReject({ row: read.number, code: 'BROKEN_ROW', reason: reason(at + read.problem) });
        continue;
      }
      const cells = withoutMissing(read.cells);
      const key = keyOf(cells);
      if (key === undefined) {
        const why = reason(`${at}${mapping.record.key}: the row names no record`);
        onReject({ row: read.number, code: 'MISSING_KEY', reason: why });
        continue;
      }
      const record = grouping.add(key, { number: read.number, line: read.line, cells });
      if (record === 'TORN') {
        const why = (rows: string) =>
          `${at}other records stand between the rows of ${rows}; sort the file or declare record.contiguous: false`;
        onReject({ row: read.number, code: 'KEY_NOT_CONTIGUOUS', reason: reason(why(`"${key}"`), why('this one')) });
      } else if (record !== undefined) complete.push(record);
    }
    yield complete;
  }
  for (const record of grouping.end()) yield [record];
}
