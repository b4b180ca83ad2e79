import type { RapportError } from '../../domain/kernel/errors.js';
import { ownText } from '../values/own-text.js';
import { beyondLimits, LONGEST_ROW, MAX_COLUMNS, TOO_LONG } from './limits.js';
import type { ReadRow, RowParser } from './row.js';
import { invalidFile } from './invalid-file.js';

export interface CsvOptions extends Quoting {
  readonly delimiter: string;
  /** Column names for a file without a header line. */
  readonly columns?: readonly string[] | undefined;
  /** Lines before the header that are not part of the table, such as a title or the day of the export. */
  readonly skipLines?: number | undefined;
  /** Pads rows shorter than the header, and drops empty cells beyond it. */
  readonly fitsRows?: boolean | undefined;
}

/**
 * Incremental RFC 4180 parser. Written here because a broken row must cost that row alone: after a stray or unclosed quote it
 * resumes at the next line, where a general parser would stop or swallow the rows that follow. Lines without a quote, nearly
 * all, are split natively.
 */
export class CsvParser implements RowParser {
  columns: readonly string[] | undefined;
  emptyLines = 0;
  private text = '';
  private line = 1;
  private number = 0;
  private toSkip: number;
  /** The current line exceeds the limit; the rest of it is skipped as it arrives. */
  private passingOver = false;

  constructor(private readonly options: CsvOptions) {
    this.columns = options.columns;
    this.toSkip = options.skipLines ?? 0;
  }

  push(text: string): ReadRow[] {
    if (!this.passingOver) {
      this.text += text;
      return this.take(false);
    }
    const newline = text.indexOf('\n');
    if (newline < 0) return [];
    this.passingOver = false;
    this.line++;
    this.text = text.slice(newline + 1);
    return this.take(false);
  }

  end(): ReadRow[] {
    if (this.text !== '' && !this.text.endsWith('\n')) this.text += '\n';
    return this.take(true);
  }

  private take(ended: boolean): ReadRow[] {
    const rows: ReadRow[] = [];
    const { text } = this;
    let at = 0;
    for (;;) {
      const newline = text.indexOf('\n', at);
      if (newline < 0) break;
      if (this.toSkip > 0) {
        this.toSkip--;
        this.line++;
        at = newline + 1;
        continue;
      }
      const end = newline > at && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
      const line = ownText(text.slice(at, end));
      const lineNumber = this.line;
      if (this.options.quote === undefined || !line.includes(this.options.quote)) {
        at = newline + 1;
        this.line++;
        if (line === '') this.emptyLines++;
        else if (line.length > LONGEST_ROW) this.giveUp(rows, lineNumber, TOO_LONG);
        else this.add(rows, lineNumber, line.split(this.options.delimiter));
        continue;
      }
      const read = readQuotedRow(text, at, this.options, ended);
      if (read === 'INCOMPLETE' && text.length - at <= LONGEST_ROW) break;
      const problem = this.problemOf(read, at);
      if (read === 'INCOMPLETE' || 'problem' in read || problem !== undefined) {
        // An unclosed quote may have consumed sound rows, so only its own line is given up.
        at = newline + 1;
        this.line++;
        this.giveUp(rows, lineNumber, problem ?? NOT_CLOSED);
      } else {
        at = read.next;
        this.line += read.lines;
        this.add(rows, lineNumber, read.cells.map(ownText));
      }
    }
    this.text = text.slice(at);
    if (this.text.length > LONGEST_ROW && !this.text.includes('\n')) this.passOver(rows);
    return rows;
  }

  private problemOf(read: QuotedRow, at: number): string | undefined {
    if (read === 'INCOMPLETE') return NOT_CLOSED;
    if ('problem' in read) return read.problem;
    if (!this.isSound(read)) return NOT_CLOSED;
    return read.next - at > LONGEST_ROW ? TOO_LONG : undefined;
  }

  /** A row of several lines must be as wide as the header: otherwise an unclosed quote may have consumed the rows that follow. */
  private isSound({ lines, cells }: { readonly lines: number; readonly cells: readonly string[] }): boolean {
    if (lines === 1 || this.columns === undefined) return true;
    const width = this.columns.length;
    return (
      cells.length === width ||
      (this.options.fitsRows === true && cells.slice(width).every((cell) => cell === '') && cells.length > width)
    );
  }

  /** Discards a line without an end, and reports it once. */
  private passOver(rows: ReadRow[]): void {
    this.text = '';
    this.passingOver = true;
    if (this.toSkip > 0) this.toSkip--;
    else this.giveUp(rows, this.line, TOO_LONG);
  }

  private giveUp(rows: ReadRow[], line: number, problem: string): void {
    // A broken header is fatal: otherwise the next line would become the header.
    if (this.columns === undefined) throw problem === TOO_LONG ? beyondLimits(`its header: ${problem}`) : brokenHeader(problem);
    rows.push({ number: ++this.number, line, problem });
  }

  private add(rows: ReadRow[], line: number, cells: string[]): void {
    if (this.columns === undefined) {
      if (cells.length > MAX_COLUMNS) throw beyondLimits(`it has more than ${MAX_COLUMNS} columns`);
      this.columns = cells;
      return;
    }
    const number = ++this.number;
    const width = this.columns.length;
    if (this.options.fitsRows === true) fit(cells, width);
    if (cells.length === width) rows.push({ number, line, cells });
    else rows.push({ number, line, problem: `it has ${cells.length} fields, but the header has ${width}` });
  }
}

const brokenHeader = (problem: string): RapportError =>
  invalidFile(
    'format.quote',
    `The header cannot be parsed: ${problem}`,
    'Declare how the file quotes (format.quote, format.escape), its delimiter, and the number of lines before the header (format.skipLines).',
    { code: 'WRONG_FORM' },
  );

function fit(cells: string[], width: number): void {
  while (cells.length > width && cells.at(-1) === '') cells.pop();
  while (cells.length < width) cells.push('');
}

export const NOT_CLOSED = 'a quote is not closed';

export interface Quoting {
  /** Undefined: nothing quotes, and quote characters are text. */
  readonly quote: string | undefined;
  /** Escapes a quote inside a field; undefined: such a quote is doubled. */
  readonly escape?: string | undefined;
}

export type QuotedRow =
  'INCOMPLETE' | { readonly problem: string } | { readonly cells: string[]; readonly next: number; readonly lines: number };

/** Reads the row that begins at `at` and has quotes in its first line. INCOMPLETE: needs more text to decide. */
export function readQuotedRow(
  text: string,
  at: number,
  { delimiter, quote = '', escape }: Quoting & { readonly delimiter: string },
  ended: boolean,
): QuotedRow {
  const cells: string[] = [];
  let lines = 1;
  for (let from = at; ;) {
    let end: number;
    // `="007"` is how exports keep a spreadsheet from reading a text as a number.
    const opening = text.startsWith('=' + quote, from) ? from + 1 : from;
    if (text.startsWith(quote, opening)) {
      const closing = closingQuote(text, opening + 1, quote, escape);
      if (closing < 0) return ended ? { problem: NOT_CLOSED } : 'INCOMPLETE';
      const value = unquoted(text.slice(opening + 1, closing), quote, escape);
      for (let i = value.indexOf('\n'); i >= 0; i = value.indexOf('\n', i + 1)) lines++;
      cells.push(value);
      end = closing + 1;
    } else {
      end = unquotedEnd(text, from, delimiter);
      if (end < 0) return 'INCOMPLETE';
      const value = text.slice(from, end);
      if (value.includes(quote)) return { problem: 'a quote inside a field that is not quoted' };
      cells.push(value);
    }
    if (text.startsWith(delimiter, end)) {
      from = end + delimiter.length;
      continue;
    }
    if (text.startsWith('\r\n', end)) return { cells, next: end + 2, lines };
    if (text.startsWith('\n', end)) return { cells, next: end + 1, lines };
    if (end >= text.length - 1 && !ended) return 'INCOMPLETE';
    return { problem: 'text after a closing quote' };
  }
}

/** Index of the quote that closes the field whose content begins at `from`; -1 where it is not in this text. */
function closingQuote(text: string, from: number, quote: string, escape = quote): number {
  for (let at = from; ;) {
    const next = text.indexOf(quote, at);
    if (next < 0) return -1;
    if (escape === quote) {
      if (!text.startsWith(quote, next + 1)) return next;
      at = next + 2;
    } else {
      let escapes = 0;
      while (next - escapes > from && text[next - escapes - 1] === escape) escapes++;
      if (escapes % 2 === 0) return next;
      at = next + 1;
    }
  }
}

function unquoted(value: string, quote: string, escape: string | undefined): string {
  if (escape === undefined) return value.replaceAll(quote + quote, quote);
  let text = '';
  for (let at = 0; at < value.length; at++) {
    const next = value[at + 1];
    if (value[at] === escape && (next === quote || next === escape)) at++;
    text += value[at];
  }
  return text;
}

function unquotedEnd(text: string, from: number, delimiter: string): number {
  const newline = text.indexOf('\n', from);
  if (newline < 0) return -1;
  const next = text.indexOf(delimiter, from);
  if (next >= 0 && next < newline) return next;
  return newline > from && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
}
