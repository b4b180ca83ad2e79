import type { Mapping } from '../mapping/mapping.js';

/** A row's cells with what is missing taken out. */
export type Cells = readonly (string | undefined)[];

/** Takes out of rows what the mapping declares as missing. The empty text is always missing; nothing else is unless declared. */
export function missingRule(mapping: Mapping, columns: readonly string[]): (cells: readonly string[]) => Cells {
  const everywhere = ['', ...(mapping.missing?.values ?? [])];
  const sets = columns.map((column) => new Set([...everywhere, ...(mapping.missing?.columns?.[column] ?? [])]));
  return (cells) => cells.map((cell, index) => ((sets[index] as Set<string>).has(cell) ? undefined : cell));
}
