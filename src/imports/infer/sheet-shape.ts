import { isBroken } from '../read/row.js';
import { SheetParser } from '../read/sheet-parser.js';
import { openSheet, visibleSheets } from '../read/workbook.js';
import { asNamed, MAX_LINES_BEFORE, repeatedIn, type TableShape } from './table-shape.js';

/** Maximum rows and columns read. */
const ROWS = 1_000;
const COLUMNS = 500;

/**
 * The shape of a workbook's sheet, of several the one with the largest table. Its header is the fullest of the first rows,
 * because titles and column groups may come before it. Undefined where the file is not a workbook.
 * @throws RapportError INVALID_FILE where it cannot be read, or has no sheet
 */
export async function sheetShape(file: string): Promise<TableShape | undefined> {
  const names = await visibleSheets(file);
  if (names === undefined) return undefined;
  if (names.length < 2) return shapeOf(file, undefined);
  const size = ({ columns, rows }: TableShape) => columns.length * rows.length;
  let largest: TableShape | undefined;
  for (const name of names) {
    const shape = await shapeOf(file, name);
    if (largest === undefined || size(shape) > size(largest)) largest = shape;
  }
  return largest && { ...largest, sheets: names };
}

async function shapeOf(file: string, sheet: string | undefined): Promise<TableShape> {
  const { stream, workbook } = await openSheet(file, sheet);
  const parser = new SheetParser(workbook, { columns: Array.from({ length: COLUMNS }, (_, i) => String(i)) });
  const decoder = new TextDecoder();
  const read: { readonly line: number; readonly cells: readonly string[] }[] = [];
  let [broken, problem]: [number, string | undefined] = [0, undefined];
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    for (const row of parser.push(decoder.decode(chunk, { stream: true })))
      if (isBroken(row)) {
        broken++;
        problem ??= row.problem;
      } else read.push({ line: row.line!, cells: row.cells.slice(0, row.cells.findLastIndex((cell) => cell !== '') + 1) });
    if (read.length + broken >= ROWS) break;
  }
  const first = read.filter(({ line }) => line <= MAX_LINES_BEFORE);
  const filled = ({ cells }: { readonly cells: readonly string[] }) => cells.filter((cell) => cell !== '').length;
  const header = first.reduce((best, row) => (filled(row) > filled(best) ? row : best), first[0] ?? { line: 1, cells: [] });
  const below = read.filter(({ line }) => line > header.line);
  const rows = below.filter(({ cells }) => cells.length <= header.cells.length);
  return {
    format: { type: 'xlsx', ...(sheet !== undefined && { sheet }), ...(header.line > 1 && { skipLines: header.line - 1 }) },
    columns: asNamed(header.cells),
    repeated: repeatedIn(header.cells),
    rows: rows.map(({ cells }) => header.cells.map((_, i) => cells[i] ?? '')),
    broken: broken + below.length - rows.length,
    ...(problem !== undefined && { problem }),
  };
}
