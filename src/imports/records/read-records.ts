import type { CompiledMapping } from '../plan/compile-mapping.js';
import { isBroken, type ReadRow } from '../read/row.js';
import { RowRejection, type Reason } from '../values/rejection.js';
import { foldedName } from '../values/slug.js';
import { ContiguousGrouping, MixedGrouping, shortHash } from './grouping.js';
import type { RecordRow, SourceRecord } from './source-record.js';

/** Yields records as they become complete, page by page. Rows that belong to no record go to `onReject`. */
export async function* readRecords(
  pages: AsyncIterable<readonly ReadRow[]>,
  compiled: CompiledMapping,
  onReject: (row: number, code: string, why: Reason) => void,
): AsyncGenerator<readonly SourceRecord[]> {
  const folded = new Set<number>();
  const marked = (record: SourceRecord): SourceRecord =>
    folded.size < folded.add(shortHash(foldedName(record.key))).size ? record : { ...record, isAlike: true };
  const grouping = compiled.mapping.record.contiguous === false ? new MixedGrouping() : new ContiguousGrouping();
  try {
    for await (const page of pages) {
      const complete: SourceRecord[] = [];
      for (const read of page) {
        const { number, line } = read;
        try {
          const { key, row } = keyedRow(read, compiled);
          const record = grouping.add(key, row);
          if (record === 'TORN') throw torn(key);
          if (record === 'OTHER_GROUP') throw otherGroup(key);
          if (record !== undefined) complete.push(marked(record));
        } catch (rejection) {
          if (!(rejection instanceof RowRejection)) throw rejection;
          onReject(number, rejection.code, rejection.at(line));
        }
      }
      yield complete;
    }
    for (const record of grouping.end()) yield [marked(record)];
  } finally {
    grouping.close();
  }
}

function keyedRow(read: ReadRow, { mapping, cellsOf, isExcluded, keyOf }: CompiledMapping): { key: string; row: RecordRow } {
  if (isBroken(read)) throw new RowRejection(read.code ?? 'BROKEN_ROW', read.problem);
  const { number, line, cells: texts, group } = read;
  if (texts.some((text) => text.includes('\0')))
    throw new RowRejection('BROKEN_ROW', 'it contains a NUL byte, which is not text');
  const cells = cellsOf(texts);
  if (isExcluded(cells)) throw new RowRejection('EXCLUDED', 'exclude: the mapping leaves such rows out');
  const key = keyOf(cells);
  if (key === undefined) throw new RowRejection('MISSING_KEY', `${mapping.record.key}: the row has no key of a record`);
  if (ROUNDED.test(key)) throw RowRejection.ofValue('KEY_ROUNDED', mapping.record.key, key, WHY_ROUNDED);
  return { key, row: { number, line, cells, group } };
}

/** A number as a spreadsheet shows it that has too many digits for its column. Different tickets would have one such key. */
const ROUNDED = /^\d([.,]\d+)?E\+\d{2,}$/i;
const WHY_ROUNDED = 'is a number that a spreadsheet has rounded; export again, and do not save the file from a spreadsheet';

function torn(key: string): RowRejection {
  const why = (rows: string) =>
    `rows of other records come between the rows of ${rows}; sort the file or declare record.contiguous: false`;
  return new RowRejection('KEY_NOT_CONTIGUOUS', why(`"${key}"`), why('this one'));
}

function otherGroup(key: string): RowRejection {
  const why = (of: string) => `another trace of ${of} comes before it; give each its own name in record.key`;
  return new RowRejection('KEY_REPEATED', why(`the name "${key}"`), why('its name'));
}
