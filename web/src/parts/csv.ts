/** A column as a file has it: see `Column` of table.tsx. */
interface SavedColumn<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => unknown;
  readonly text?: ((row: Row) => string | number | null | undefined) | null;
}

/** RFC 4180. What a spreadsheet would take for a formula is quoted with an apostrophe, as OWASP advises. */
export function csv<Row>(columns: readonly SavedColumn<Row>[], rows: readonly Row[]): string {
  const exported = columns.filter(({ text }) => text !== null);
  const lines = [exported.map(({ heading }) => heading), ...rows.map((row) => exported.map((column) => textOf(column, row)))];
  return lines.map((cells) => cells.map(quoted).join(',')).join('\r\n') + '\r\n';
}

function textOf<Row>({ cell, text }: SavedColumn<Row>, row: Row): string {
  const value = text ? text(row) : cell(row);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Begins a formula, in full width as well; also within a cell, behind what other countries' spreadsheets take for the end of one. */
const FORMULA = /(?<=^|[;\t\r\n])(?=[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])/g;

function quoted(cell: string): string {
  const safe = Number.isNaN(Number(cell)) ? cell.replace(FORMULA, "'") : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
