import type { RecordRow } from '../records/source-record.js';
import type { Cells } from '../values/cells.js';
import { RowRejection } from '../values/rejection.js';

export type SortReader = (cells: Cells) => string | undefined;

/** A record's rows by the declared columns: times as instants, numbers by size, else as text; what is missing first. File order breaks ties. */
export function orderRows(rows: readonly RecordRow[], columns: readonly SortReader[]): readonly RecordRow[] {
  if (columns.length === 0 || rows.length < 2) return rows;
  const keyed = rows.map((row) => ({ row, keys: columns.map((read) => sortKey(read, row.cells)) }));
  keyed.sort((a, b) => {
    for (const [i, key] of a.keys.entries()) {
      const order = compare(key, b.keys[i] as string);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

/** A time that cannot be read sorts first; its row is rejected for it when its turn comes. */
function sortKey(read: SortReader, cells: Cells): string {
  try {
    return read(cells) ?? '';
  } catch (error) {
    if (error instanceof RowRejection) return '';
    throw error;
  }
}

const NUMBER = /^-?\d+(\.\d+)?$/;
function compare(a: string, b: string): number {
  if (NUMBER.test(a) && NUMBER.test(b)) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}
