import { type Limit, ratio, type Row } from './row.js';

const shown = (value: number): string =>
  value.toLocaleString('en-US', value < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 });

const HEADINGS = ['what', 'ours', 'beside it', 'its figure', 'ours : it'];

const besideCells = (row: Row, kind: string, { what, value, skipped }: Limit): string[] =>
  value === undefined
    ? [`${kind}: ${what}`, `skipped: ${skipped ?? 'not run'}`, '']
    : [`${kind}: ${what}`, `${shown(value)} ${row.unit}`, `${Math.round(100 * ratio(row, value))} %`];

/** A row's lines. Our figure is in the first of them. */
function linesOf(row: Row): string[][] {
  const spread = row.spread ? ` (${row.spread.map(shown).join(' to ')})` : '';
  const besides = [
    ...row.limits.map((limit) => besideCells(row, 'limit', limit)),
    ...(row.peers ?? []).map((peer) => besideCells(row, 'peer', peer)),
  ];
  return besides.map((cells, line) => [
    ...(line === 0 ? [row.what, `${shown(row.ours)} ${row.unit}${spread}`] : ['', '']),
    ...cells,
  ]);
}

const wordsOf = (row: Row): string[] => [...(row.aim === undefined ? [] : [`aim: ${row.aim}`]), ...(row.notes ?? [])];

/** For a terminal: aligned columns, with the aim and the notes below. */
export function plainTable(rows: readonly Row[]): string {
  const lines = [HEADINGS, ...rows.flatMap(linesOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((cells) => cells[column]!.length)));
  const table = lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  return [...table, ...rows.flatMap((row) => wordsOf(row).map((words) => `  ${row.what}: ${words}`))].join('\n');
}

/** For a README: one line per comparison, with the aim and the notes as a list below. */
export function markdownTable(rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = [line(HEADINGS), line(HEADINGS.map(() => '---')), ...rows.flatMap(linesOf).map(line)];
  const words = rows.flatMap((row) => wordsOf(row).map((text) => `- ${row.what}: ${text}`));
  return [...table, '', ...words].join('\n');
}
