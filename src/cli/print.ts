import type { CommandIo } from '../app/owner/command-io.js';
import { shown } from '../language.js';

/** Prints a JSON object on one line, for programs to read. */
export const printJson = (io: Pick<CommandIo, 'out'>, value: object): void => io.out(`${JSON.stringify(value)}\n`);

export const printLine = (io: Pick<CommandIo, 'out'>, text = ''): void => io.out(`${text}\n`);

/** Prints rows under headings in aligned columns; numbers are aligned right. */
export function printTable(
  io: Pick<CommandIo, 'out'>,
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => shown(row[column]!).length)));
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, column) => (typeof cell === 'number' ? shown(cell).padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ');
  for (const row of [headings, ...rows]) printLine(io, line(row).trimEnd());
}
