import type { Condition, Mapping } from '../mapping/mapping.js';
import { invalidMapping, unknownName } from '../mapping/invalid-mapping.js';
import type { Cells } from './missing.js';

export type CellReader = (cells: Cells) => string | undefined;
export type Test = (cells: Cells) => boolean;

/**
 * Gives readers of a file's columns to those parts of a mapping that name them. The one door to a cell: so a misspelt column is found
 * before the first row, and a look-ahead column cannot be read by accident.
 */
export class Columns {
  private readonly indexes: ReadonlyMap<string, number>;

  constructor(
    private readonly names: readonly string[],
    private readonly lookAhead: NonNullable<Mapping['lookAhead']> = {},
  ) {
    this.indexes = new Map(names.map((name, index) => [name, index]));
    for (const column of Object.keys(lookAhead)) this.index(column, `lookAhead.${column}`);
  }

  /** Where a column stands. Throws INVALID_MAPPING at `field` when there is none. */
  index(column: string, field: string): number {
    const index = this.indexes.get(column);
    if (index === undefined) throw unknownName(field, 'column', column, this.names);
    return index;
  }

  /** Throws INVALID_MAPPING for a column that is back-filled and not declared safe; one that is safe on some rows is missing on the others. */
  reader(column: string, field: string): CellReader {
    const index = this.index(column, field);
    const declared = this.lookAhead[column];
    if (declared === undefined) return (cells) => cells[index];
    if (declared === 'never') {
      throw invalidMapping(
        field,
        `the column "${column}" is declared look-ahead: its rows know what came later`,
        `Leave it out, or declare in lookAhead.${column} with safeWhen on which rows it says nothing of the future.`,
      );
    }
    const safe = this.test(declared.safeWhen, `lookAhead.${column}.safeWhen`);
    return (cells) => (safe(cells) ? cells[index] : undefined);
  }

  /** A text with `{column}` in it; missing when any of its columns is. A text that is just a column's name stands for that column. */
  template(text: string, field: string): CellReader {
    if (!text.includes('{')) return this.reader(text, field);
    const parts = text.split(/\{([^{}]+)\}/);
    const readers = parts.map((part, i) => (i % 2 === 1 ? this.reader(part, field) : () => part));
    return (cells) => {
      let joined = '';
      for (const read of readers) {
        const value = read(cells);
        if (value === undefined) return undefined;
        joined += value;
      }
      return joined;
    };
  }

  test(condition: Condition | undefined, field: string): Test {
    if (condition === undefined) return () => true;
    const tests = Object.entries(condition).map(([column, wanted]): Test => {
      const read = this.reader(column, `${field}.${column}`);
      if (typeof wanted === 'object' && 'present' in wanted) return (cells) => (read(cells) !== undefined) === wanted.present;
      const values = new Set<string | undefined>(typeof wanted === 'string' ? [wanted] : wanted);
      return (cells) => values.has(read(cells));
    });
    return (cells) => tests.every((test) => test(cells));
  }

  anyOf(conditions: readonly Condition[] | undefined, field: string): Test {
    const tests = (conditions ?? []).map((condition, i) => this.test(condition, `${field}[${i}]`));
    return (cells) => tests.some((test) => test(cells));
  }
}
