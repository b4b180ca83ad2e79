import { CsvParser } from '../read/csv-parser.js';
import { isBroken } from '../read/row.js';
import type { DerivedMoment } from './derived-moments.js';
import type { FieldChanges } from './field-changes.js';
import type { Format } from '../mapping/mapping.js';

const DELIMITERS = [',', ';', '\t', '|'];
const QUOTES = ['"', "'", 'none'];

/** The beginning of a table, parsed with the best-fitting format. */
export interface TableShape {
  readonly format: Format;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of the rows read, those whose number of cells differs from the header's. */
  readonly broken: number;
  /** Why the first of the rows that cannot be read is none; undefined where all can be. */
  readonly problem?: string;
  /** For a table of changed fields: how it says them. */
  readonly changes?: FieldChanges;
  /** Moments that are derived of other columns; each is a column of its own here. */
  readonly moments?: readonly DerivedMoment[];
  /** How many rows repeat the header, which are not among `rows`. */
  readonly headers?: number;
  /** For a workbook with several sheets: their names. `format.sheet` is the one that this shape is of. */
  readonly sheets?: readonly string[];
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

/** One broken row in this many is taken for a title or a total, and not for a table whose rows differ in length. */
const ONE_IN = 20;

/**
 * Tries all delimiters and quotes. Rows that differ in length are fitted to the header only where many would be
 * lost otherwise, because a row that is torn apart would fit as well.
 */
function bestShape(text: string, skipLines: number, delimiters: readonly string[]): TableShape | undefined {
  const bestOf = (quotes: readonly string[], more: Partial<Format>) =>
    preferred(delimiters.flatMap((delimiter) => quotes.map((quote) => shapeBy(text, skipLines, { delimiter, quote, ...more }))));
  const isSound = ({ broken, rows }: TableShape) => broken * ONE_IN <= rows.length;
  const strict = preferred([bestOf(QUOTES, {}), ...(text.includes('\\"') ? [bestOf(QUOTES, { escape: '\\' })] : [])]);
  if (strict === undefined || isSound(strict)) return strict;
  // One quote after the other: where none quotes, any line fits.
  for (const quote of QUOTES) {
    const fitted = bestOf([quote], { ragged: 'fit' });
    if (fitted !== undefined && isSound(fitted) && fitted.columns.length >= Math.max(2, strict.columns.length)) return fitted;
  }
  return strict;
}

/** The shape with the smallest share of broken rows; on a tie, the larger table, and then the first. */
function preferred(shapes: readonly (TableShape | undefined)[]): TableShape | undefined {
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

function shapeBy(
  text: string,
  skipLines: number,
  { delimiter, quote, ...more }: Partial<Format> & { readonly delimiter: string },
): TableShape | undefined {
  const parser = new CsvParser({
    delimiter,
    quote: quote === 'none' ? undefined : quote,
    escape: more.escape,
    columns: undefined,
    skipLines,
    fitsRows: more.ragged === 'fit',
  });
  try {
    const read = parser.push(text);
    const { columns } = parser;
    if (columns === undefined) return undefined;
    const sound = read.flatMap((row) => (isBroken(row) ? [] : [row.cells]));
    // Files that are put together have a header each.
    const rows = sound.filter((cells) => cells.some((cell, i) => cell.replace('\uFEFF', '') !== columns[i]));
    const problem = read.find(isBroken)?.problem;
    return {
      format: { type: 'csv', delimiter, ...(quote !== undefined && { quote }), ...more, ...(skipLines > 0 && { skipLines }) },
      columns: asNamed(columns),
      repeated: repeatedIn(columns),
      rows,
      headers: sound.length - rows.length,
      broken: read.length - sound.length,
      ...(problem !== undefined && { problem }),
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

/** Column names that occur more than once. */
export const repeatedIn = (columns: readonly string[]): string[] => [
  ...new Set(columns.filter((name, place) => name !== '' && columns.indexOf(name) !== place)),
];
