/** A column as saved to a file: see `Column` in table.tsx. */
interface SavedColumn<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => unknown;
  readonly text?: ((row: Row) => string | number | null | undefined) | null;
}

/** Formats rows as CSV (RFC 4180). Cells that a spreadsheet would take for a formula get a leading apostrophe, as OWASP recommends. */
export function csv<Row>(columns: readonly SavedColumn<Row>[], rows: readonly Row[]): string {
  const exported = columns.filter(({ text }) => text !== null);
  const lines = [exported.map(({ heading }) => heading), ...rows.map((row) => exported.map((column) => textOf(column, row)))];
  return lines.map((cells) => cells.map(quoted).join(',')).join('\r\n') + '\r\n';
}

function textOf<Row>({ cell, text }: SavedColumn<Row>, row: Row): string {
  const value = text ? text(row) : cell(row);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * The start of a formula, including full-width characters. Also within a cell, after a character that spreadsheets of other locales
 * take for the end of a cell.
 */
const FORMULA = /(?<=^|[;\t\r\n])(?=[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])/g;

function quoted(cell: string): string {
  const safe = Number.isNaN(Number(cell)) ? cell.replace(FORMULA, "'") : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
