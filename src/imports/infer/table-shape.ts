import { CsvParser } from '../read/csv-parser.js';
import { isBroken } from '../read/row.js';
import type { Format } from '../mapping/mapping.js';

const DELIMITERS = [',', ';', '\t', '|'];
const QUOTES = ['"', "'", 'none'];

/** The beginning of a table, read by the shape that fits it best. */
export interface TableShape {
  readonly format: Format;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of the rows looked at, those that do not have as many cells as the header. */
  readonly broken: number;
}

/** A text's encoding: its byte order mark, UTF-8 where it is that, else the usual code page of Windows, which is a guess. */
export function encodingOf(bytes: Uint8Array): { readonly name: string; readonly isGuess: boolean } {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return { name: 'utf-16le', isGuess: false };
  if (first === 0xfe && second === 0xff) return { name: 'utf-16be', isGuess: false };
  if (first === 0xef && second === 0xbb && third === 0xbf) return { name: 'utf-8', isGuess: false };
  try {
    // In the middle of a letter the beginning of a file may end.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return { name: 'utf-8', isGuess: false };
  } catch {
    return { name: 'windows-1252', isGuess: true };
  }
}

/** The delimiter and quote by which most rows have as many cells as the header; of equals the one with more columns. */
export function tableShape(text: string): TableShape | undefined {
  const shapes = DELIMITERS.flatMap((delimiter) => QUOTES.map((quote) => shapeBy(text, delimiter, quote)));
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

function shapeBy(text: string, delimiter: string, quote: string): TableShape | undefined {
  const parser = new CsvParser({
    delimiter,
    quote: quote === 'none' ? undefined : quote,
    escape: undefined,
    columns: undefined,
    skipLines: undefined,
    fitsRows: false,
  });
  try {
    const read = parser.push(text);
    const { columns } = parser;
    if (columns === undefined) return undefined;
    const rows = read.flatMap((row) => (isBroken(row) ? [] : [row.cells]));
    return { format: { type: 'csv', delimiter, quote }, columns, rows, broken: read.length - rows.length };
  } catch {
    return undefined;
  }
}
