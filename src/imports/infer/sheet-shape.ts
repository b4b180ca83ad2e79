import { isBroken } from '../read/row.js';
import { SheetParser } from '../read/sheet-parser.js';
import { openSheet } from '../read/workbook.js';
import { openArchive } from '../read/zip-member.js';
import { asNamed, MOST_LINES_BEFORE, type TableShape } from './table-shape.js';

/** So many rows and columns are looked at. */
const ROWS = 1_000;
const COLUMNS = 500;

/**
 * The beginning of a workbook's sheet, its header the fullest of its first rows: titles and groups of columns may stand before. Undefined: it is
 * no workbook.
 * @throws RapportError INVALID_FILE where it has several sheets, or cannot be read
 */
export async function sheetShape(file: string): Promise<TableShape | undefined> {
  const archive = await openArchive(file).catch(() => undefined);
  const isWorkbook = archive?.has('xl/workbook.xml') === true;
  archive?.close();
  if (!isWorkbook) return undefined;
  const { stream, workbook } = await openSheet(file, undefined);
  const parser = new SheetParser(workbook, { columns: Array.from({ length: COLUMNS }, (_, i) => String(i)) });
  const decoder = new TextDecoder();
  const read: { readonly line: number; readonly cells: readonly string[] }[] = [];
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    for (const row of parser.push(decoder.decode(chunk, { stream: true })))
      if (!isBroken(row))
        read.push({ line: row.line!, cells: row.cells.slice(0, row.cells.findLastIndex((cell) => cell !== '') + 1) });
    if (read.length >= ROWS) break;
  }
  const first = read.filter(({ line }) => line <= MOST_LINES_BEFORE);
  const filled = ({ cells }: { readonly cells: readonly string[] }) => cells.filter((cell) => cell !== '').length;
  const header = first.reduce((best, row) => (filled(row) > filled(best) ? row : best), first[0] ?? { line: 1, cells: [] });
  const below = read.filter(({ line }) => line > header.line);
  const rows = below.filter(({ cells }) => cells.length <= header.cells.length);
  return {
    format: { type: 'xlsx', ...(header.line > 1 && { skipLines: header.line - 1 }) },
    columns: asNamed(header.cells),
    rows: rows.map(({ cells }) => header.cells.map((_, i) => cells[i] ?? '')),
    broken: below.length - rows.length,
  };
}
