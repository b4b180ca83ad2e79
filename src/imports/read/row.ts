import type { Format } from '../mapping/mapping.js';

/** A row of the file as text, before anything is made of it. */
export interface SourceRow {
  /** Number among the data rows, from 1; the header is none. */
  readonly number: number;
  /** Line of the file where it begins, from 1; undefined where the format has no lines to speak of. */
  readonly line: number | undefined;
  readonly cells: readonly string[];
  /** Number of what the format itself holds together (a trace); rows of two groups are never of one record. */
  readonly group?: number;
}

/** A row that cannot be taken apart. The rows after it go on. */
export interface BrokenRow {
  readonly number: number;
  readonly line: number | undefined;
  readonly problem: string;
  /** BROKEN_ROW where it says none. */
  readonly code?: 'AMBIGUOUS_JOIN';
}
export type ReadRow = SourceRow | BrokenRow;
/** Whether it could not be read, and is to be rejected. */
export const isBroken = (row: ReadRow): row is BrokenRow => 'problem' in row;

/** Takes text in pieces as they come and gives the rows that are complete. One table, whatever its format. */
export interface RowParser {
  /** Column names, once known. */
  readonly columns: readonly string[] | undefined;
  /** Empty lines met: they are no rows. */
  readonly emptyLines: number;
  /** Declared columns that stood in no row so far, where no header says which there are. */
  readonly neverFilled?: readonly string[];
  push(text: string): ReadRow[];
  end(): ReadRow[];
}

/** A file's columns and those that it may lack and does. */
export const withOptional = (columns: readonly string[], { optional = [] }: Format): string[] => [
  ...columns,
  ...optional.filter((name) => !columns.includes(name)),
];

/** Rows with an empty cell for each column that their file lacks. */
export async function* filledUp(pages: AsyncIterable<readonly ReadRow[]>, lacking: number): AsyncGenerator<readonly ReadRow[]> {
  const empty = Array.from({ length: lacking }, () => '');
  for await (const page of pages) yield page.map((row) => (isBroken(row) ? row : { ...row, cells: [...row.cells, ...empty] }));
}
