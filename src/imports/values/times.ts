import { invalidMapping } from '../mapping/invalid-mapping.js';
import type { Mapping, ZonePart } from '../mapping/mapping.js';
import type { Columns } from './columns.js';
import type { Cells } from './cells.js';
import { timeReader, type TimeReader } from './time-reader.js';

/** Readers of the declared time columns. */
export class Times {
  private readonly readers = new Map<string, TimeReader>();

  constructor(
    { times }: Mapping,
    zone: ZonePart | undefined,
    private readonly columns: Columns,
  ) {
    for (const [column, format] of Object.entries(times)) {
      columns.index(column, `times.${column}`);
      this.readers.set(column, timeReader(column, typeof format === 'string' ? [format] : format, zone));
    }
  }

  has(column: string): boolean {
    return this.readers.has(column);
  }

  /** The column's instant, undefined where it is missing. Throws INVALID_MAPPING at `field` for a column without a declared format. */
  reader(column: string, field: string): (cells: Cells) => string | undefined {
    const read = this.columns.reader(column, field);
    const parse = this.readers.get(column);
    if (parse === undefined) {
      throw invalidMapping(field, `the column "${column}" has no time format`, `Declare one as times.${column}.`);
    }
    return (cells) => {
      const text = read(cells);
      return text === undefined ? undefined : parse(text);
    };
  }
}
