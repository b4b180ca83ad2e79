import { MAX_COLUMNS } from './limits.js';
import { isBroken, type ReadRow, type RowParser, type SourceRow } from './row.js';

/**
 * Splits rows that hold several values of a kind. Each non-empty cell of the columns with one name (`Comment` n times, or
 * `Comment#1` to `Comment#n`), and each value between separators in it, becomes a row with the other cells of the original.
 * Where all are empty, one row remains. The number of such columns may differ from file to file.
 */
export class EachValue implements RowParser {
  private readonly places: number[] = [];
  private names: readonly string[] | undefined;
  private number = 0;

  constructor(
    private readonly table: RowParser,
    private readonly name: string,
    private readonly separator: string | undefined,
  ) {}

  /** The columns of that name become one, placed last. */
  get columns(): readonly string[] | undefined {
    const { columns } = this.table;
    if (this.names !== undefined || columns === undefined) return this.names;
    for (const [place, column] of columns.entries()) if (this.isLike(column)) this.places.push(place);
    const others = columns.filter((column) => !this.isLike(column));
    this.names = this.places.length === 0 ? columns : [...others, this.name];
    return this.names;
  }

  get emptyLines(): number {
    return this.table.emptyLines;
  }

  push(text: string): ReadRow[] {
    return this.expand(this.table.push(text));
  }

  end(): ReadRow[] {
    return this.expand(this.table.end());
  }

  private isLike(column: string): boolean {
    return column === this.name || (column.startsWith(`${this.name}#`) && /^#\d+$/.test(column.slice(this.name.length)));
  }

  private expand(rows: readonly ReadRow[]): ReadRow[] {
    if (this.columns === undefined) return [];
    return rows.flatMap((row) => this.valuesOf(row).map((part): ReadRow => ({ ...part, number: ++this.number })));
  }

  private valuesOf(row: ReadRow): ReadRow[] {
    if (isBroken(row) || this.places.length === 0) return [row];
    const { cells } = row;
    const values = this.places.flatMap((place) => this.split(cells[place] as string)).filter((value) => value.trim() !== '');
    if (values.length > MAX_COLUMNS) {
      const { number, line } = row;
      return [{ number, line, problem: `it has more than ${MAX_COLUMNS} values of ${this.name}` }];
    }
    const others = cells.filter((_, place) => !this.places.includes(place));
    return (values.length === 0 ? [''] : values).map((value): SourceRow => ({ ...row, cells: [...others, value] }));
  }

  private split(cell: string): string[] {
    return this.separator === undefined ? [cell] : cell.split(this.separator).map((value) => value.trim());
  }
}
