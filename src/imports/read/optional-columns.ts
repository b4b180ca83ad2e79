import type { Format } from '../mapping/mapping.js';
import { isBroken, type ReadRow } from './row.js';

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
