import { CsvParser } from '../read/csv-parser.js';
import { isBroken } from '../read/row.js';
import type { Format } from '../mapping/mapping.js';
import { SheetParser } from '../read/sheet-parser.js';
import { openSheet } from '../read/workbook.js';
import { openArchive } from '../read/zip-member.js';

const DELIMITERS = [',', ';', '\t', '|'];
const QUOTES = ['"', "'", 'none'];

/** The beginning of a table, parsed with the best-fitting format. */
export interface TableShape {
  readonly format: Format;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of the rows read, those whose number of cells differs from the header's. */
  readonly broken: number;
  /** For a document: the lists in its rows, whose items may each become a row. */
  readonly lists?: readonly string[];
  /** For a table: column names that occur more than once. */
  readonly repeated?: readonly string[];
  /** For a document: every column that a mapping can name, including those within lists. */
  readonly reachable?: ReadonlySet<string>;
}

/** The encoding of a text; a guess where the bytes do not determine it. */
export interface Encoding {
  readonly name: string;
  readonly isGuess: boolean;
}

/**
 * Detects a text's encoding: by its byte order mark, or as UTF-8 where it is valid. Otherwise guesses the most likely of the
 * common code pages.
 */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return { name: 'utf-16le', isGuess: false };
  if (first === 0xfe && second === 0xff) return { name: 'utf-16be', isGuess: false };
  if (first === 0xef && second === 0xbb && third === 0xbf) return { name: 'utf-8', isGuess: false };
  const [even, odd] = zeros(bytes);
  // Latin letters in UTF-16: one of the two bytes of each is 0.
  if (odd * 4 > bytes.length && even * 4 < odd) return { name: 'utf-16le', isGuess: true };
  if (even * 4 > bytes.length && odd * 4 < even) return { name: 'utf-16be', isGuess: true };
  try {
    // Streaming, because the beginning of a file may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return { name: 'utf-8', isGuess: false };
  } catch {
    // Windows code pages have accented letters where DOS code pages have box-drawing characters, and vice versa.
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

/** Maximum lines before a header, such as a title or the day of the export. */
export const MAX_LINES_BEFORE = 10;

/** The shape of a table. Its header is the first line that fits the rows below it. */
export function tableShape(text: string): TableShape | undefined {
  // Spreadsheets may write the delimiter as a line before the header.
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

/**
 * Whether a line can be a title: a single cell, or a few cells in a line as wide as the table, as spreadsheets export them. A
 * line with several filled cells is a row, which may hold people's names.
 */
const isTitle = (line: string, { columns, format: { delimiter = ',' } }: TableShape): boolean => {
  const cells = line.split(delimiter);
  const filled = cells.filter((cell) => cell.trim() !== '').length;
  return filled < 2 || (cells.length === columns.length && !isMostlyFilled(cells));
};

const isMostlyFilled = (cells: readonly string[]): boolean =>
  cells.filter((cell) => cell.trim() !== '' && !/^#\d+$/.test(cell)).length * 2 > cells.length;

/** Tries all delimiters and quotes. Prefers the smallest share of broken rows; on a tie, the larger table. */
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

/** Column names as in a mapping: repeated names get a number. */
export const asNamed = (columns: readonly string[]): string[] =>
  columns.map((name, place) => {
    const alike = columns.filter((other) => other === name);
    return alike.length === 1 ? name : `${name}#${columns.slice(0, place + 1).filter((other) => other === name).length}`;
  });

const repeatedIn = (columns: readonly string[]): string[] => [
  ...new Set(columns.filter((name, place) => name !== '' && columns.indexOf(name) !== place)),
];

/** Maximum rows and columns read. */
const ROWS = 1_000;
const COLUMNS = 500;

/**
 * The shape of a workbook's sheet. Its header is the fullest of the first rows, because titles and column groups may come
 * before it. Undefined where the file is not a workbook.
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
