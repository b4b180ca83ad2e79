import { CsvParser } from '../read/csv-parser.js';
import { isBroken } from '../read/row.js';
import type { Format } from '../mapping/mapping.js';
import { SheetParser } from '../read/sheet-parser.js';
import { openSheet } from '../read/workbook.js';
import { openArchive } from '../read/zip-member.js';

const DELIMITERS = [',', ';', '\t', '|'];
const QUOTES = ['"', "'", 'none'];

/** The beginning of a table, read by the shape that fits it best. */
export interface TableShape {
  readonly format: Format;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of the rows looked at, those that do not have as many cells as the header. */
  readonly broken: number;
  /** Of a document: where several things stand in one row, each of which may be a row of its own. */
  readonly lists?: readonly string[];
  /** Of a table: names that several of its columns have. */
  readonly repeated?: readonly string[];
  /** Of a document: every column that a mapping can name, those within lists too. */
  readonly reachable?: ReadonlySet<string>;
}

/** How a text is written; a guess where nothing in it says so. */
export interface Encoding {
  readonly name: string;
  readonly isGuess: boolean;
}

/** A text's encoding: its byte order mark, UTF-8 where it is that; else what is more likely of the usual code pages, which is a guess. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return { name: 'utf-16le', isGuess: false };
  if (first === 0xfe && second === 0xff) return { name: 'utf-16be', isGuess: false };
  if (first === 0xef && second === 0xbb && third === 0xbf) return { name: 'utf-8', isGuess: false };
  const [even, odd] = zeros(bytes);
  // Latin letters in two bytes each, of which one is 0.
  if (odd * 4 > bytes.length && even * 4 < odd) return { name: 'utf-16le', isGuess: true };
  if (even * 4 > bytes.length && odd * 4 < even) return { name: 'utf-16be', isGuess: true };
  try {
    // In the middle of a letter the beginning of a file may end.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return { name: 'utf-8', isGuess: false };
  } catch {
    // Where Windows has its letters with accents DOS draws frames, and the other way about.
    let [dos, windows] = [0, 0];
    for (const byte of bytes) {
      if (byte >= 0x80 && byte < 0xa8) dos++;
      else if (byte >= 0xc0) windows++;
    }
    return { name: dos > windows ? 'cp850' : 'windows-1252', isGuess: true };
  }
}

function zeros(bytes: Uint8Array): readonly [even: number, odd: number] {
  const count: [number, number] = [0, 0];
  for (const [place, byte] of bytes.entries()) if (byte === 0) count[place % 2 === 0 ? 0 : 1]++;
  return count;
}

/** So many lines may stand before a header: a title, the day of the export. */
export const MAX_LINES_BEFORE = 10;

/** The shape of a table, its header the first line under which there is one. */
export function tableShape(text: string): TableShape | undefined {
  // Spreadsheets write the delimiter before the header, and read it there.
  const [, declared] = /^sep=([^\r\n])\r?\n/i.exec(text) ?? [];
  if (declared !== undefined) return bestShape(text, 1, [declared]);
  const before = text.split(/\r?\n/, MAX_LINES_BEFORE);
  for (let lines = 0; lines <= before.length; lines++) {
    const shape = bestShape(text, lines, DELIMITERS);
    if (shape === undefined || shape.columns.length < 2 || shape.rows.length <= shape.broken) continue;
    if (!isMostlyFilled(shape.columns)) continue;
    if (before.slice(0, lines).every((line) => isTitle(line, shape))) return shape;
  }
  return bestShape(text, 0, DELIMITERS);
}

/** One thing alone, or a few in a line as wide as the table, as spreadsheets write them. A line of several cells is a row, perhaps of people. */
const isTitle = (line: string, { columns, format: { delimiter = ',' } }: TableShape): boolean => {
  const cells = line.split(delimiter);
  const filled = cells.filter((cell) => cell.trim() !== '').length;
  return filled < 2 || (cells.length === columns.length && !isMostlyFilled(cells));
};

const isMostlyFilled = (cells: readonly string[]): boolean =>
  cells.filter((cell) => cell.trim() !== '' && !/^#\d+$/.test(cell)).length * 2 > cells.length;

/** The delimiter and quote by which most rows have as many cells as the header; of equals the one with more columns. */
function bestShape(text: string, skipLines: number, delimiters: readonly string[]): TableShape | undefined {
  const shapes = delimiters.flatMap((delimiter) => QUOTES.map((quote) => shapeBy(text, skipLines, delimiter, quote)));
  const sound = ({ columns, rows }: TableShape) => (columns.length > 1 ? rows.length * (columns.length - 1) : 0);
  return shapes
    .filter((shape) => shape !== undefined)
    .reduce<TableShape | undefined>((best, shape) => {
      if (best === undefined) return shape;
      if (
        shape.broken * best.rows.length !== best.broken * shape.rows.length &&
        shape.columns.length > 1 &&
        best.columns.length > 1
      )
        return shape.broken * best.rows.length < best.broken * shape.rows.length ? shape : best;
      return sound(shape) > sound(best) ? shape : best;
    }, undefined);
}

function shapeBy(text: string, skipLines: number, delimiter: string, quote: string): TableShape | undefined {
  const parser = new CsvParser({
    delimiter,
    quote: quote === 'none' ? undefined : quote,
    escape: undefined,
    columns: undefined,
    skipLines,
    fitsRows: false,
  });
  try {
    const read = parser.push(text);
    const { columns } = parser;
    if (columns === undefined) return undefined;
    const rows = read.flatMap((row) => (isBroken(row) ? [] : [row.cells]));
    return {
      format: { type: 'csv', delimiter, quote, ...(skipLines > 0 && { skipLines }) },
      columns: asNamed(columns),
      repeated: repeatedIn(columns),
      rows,
      broken: read.length - rows.length,
    };
  } catch {
    return undefined;
  }
}

/** Columns as a mapping names them: one that stands several times with its number. */
export const asNamed = (columns: readonly string[]): string[] =>
  columns.map((name, place) => {
    const alike = columns.filter((other) => other === name);
    return alike.length === 1 ? name : `${name}#${columns.slice(0, place + 1).filter((other) => other === name).length}`;
  });

const repeatedIn = (columns: readonly string[]): string[] => [
  ...new Set(columns.filter((name, place) => name !== '' && columns.indexOf(name) !== place)),
];

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
  const first = read.filter(({ line }) => line <= MAX_LINES_BEFORE);
  const filled = ({ cells }: { readonly cells: readonly string[] }) => cells.filter((cell) => cell !== '').length;
  const header = first.reduce((best, row) => (filled(row) > filled(best) ? row : best), first[0] ?? { line: 1, cells: [] });
  const below = read.filter(({ line }) => line > header.line);
  const rows = below.filter(({ cells }) => cells.length <= header.cells.length);
  return {
    format: { type: 'xlsx', ...(header.line > 1 && { skipLines: header.line - 1 }) },
    columns: asNamed(header.cells),
    repeated: repeatedIn(header.cells),
    rows: rows.map(({ cells }) => header.cells.map((_, i) => cells[i] ?? '')),
    broken: below.length - rows.length,
  };
}
