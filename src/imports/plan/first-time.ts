import type { OneOrMany } from '../mapping/mapping.js';
import type { Cells } from '../values/cells.js';
import type { Times } from '../values/times.js';

/** The first of some time columns that is there. */
export function firstTime(columns: OneOrMany<string>, field: string, times: Times): (cells: Cells) => string | undefined {
  const readers = (typeof columns === 'string' ? [columns] : columns).map((column) => times.reader(column, field));
  return (cells) => {
    for (const read of readers) {
      const at = read(cells);
      if (at !== undefined) return at;
    }
    return undefined;
  };
}
