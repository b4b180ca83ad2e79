import type { Format } from '../mapping/mapping.js';

/** A row of the file as text, not yet interpreted. */
export interface SourceRow {
  /** Number among the data rows, from 1, without the header. */
  readonly number: number;
  /** Line of the file where it begins, from 1; undefined for formats without meaningful lines. */
  readonly line: number | undefined;
  readonly cells: readonly string[];
  /** Number of the group that the format itself defines (a trace). Rows of two groups never belong to one record. */
  readonly group?: number;
}

/** A row that cannot be parsed. Reading continues with the next. */
export interface BrokenRow {
  readonly number: number;
  readonly line: number | undefined;
  readonly problem: string;
  /** BROKEN_ROW where absent. */
  readonly code?: 'AMBIGUOUS_JOIN';
}
export type ReadRow = SourceRow | BrokenRow;
/** Whether the row could not be parsed and must be rejected. */
export const isBroken = (row: ReadRow): row is BrokenRow => 'problem' in row;

/** Incremental parser of one table in any format: takes text in pieces and returns the rows that are complete. */
export interface RowParser {
  /** Column names, once known. */
  readonly columns: readonly string[] | undefined;
  /** Empty lines so far; they are not rows. */
  readonly emptyLines: number;
  /** Declared columns that no row has had so far, for formats without a header. */
  readonly neverFilled?: readonly string[];
  push(text: string): ReadRow[];
  end(): ReadRow[];
}

/** A file's columns, followed by the optional ones that it lacks. */
export const withOptional = (columns: readonly string[], { optional = [] }: Format): string[] => [
  ...columns,
  ...optional.filter((name) => !columns.includes(name)),
];

/** Appends an empty cell to each row for every column that its file lacks. */
export async function* filledUp(pages: AsyncIterable<readonly ReadRow[]>, lacking: number): AsyncGenerator<readonly ReadRow[]> {
  const empty = Array.from({ length: lacking }, () => '');
  for await (const page of pages) yield page.map((row) => (isBroken(row) ? row : { ...row, cells: [...row.cells, ...empty] }));
}
