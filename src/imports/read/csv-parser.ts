import { readQuotedRow, type Quoting } from './csv-quoted-row.js';
import type { ReadRow, RowParser } from './row.js';

export interface CsvOptions extends Quoting {
  readonly delimiter: string;
  /** The column names where the file has no header line. */
  readonly columns?: readonly string[] | undefined;
  /** Lines before the header that are none of the table: a title, the day of the export. */
  readonly skipLines?: number | undefined;
  /** Rows that are shorter than the header are filled up, empty cells beyond it cut off. */
  readonly fitsRows?: boolean | undefined;
}

/**
 * RFC 4180 in pieces. Written here because a broken row must cost that row alone: after a stray or unclosed quote the reading goes on at
 * the next line, where a general parser gives up or swallows what follows. Lines without a quote, nearly all, are split natively.
 */
export class CsvParser implements RowParser {
  columns: readonly string[] | undefined;
  emptyLines = 0;
  private text = '';
  private line = 1;
  private number = 0;
  private toSkip: number;

  constructor(private readonly options: CsvOptions) {
    this.columns = options.columns;
    this.toSkip = options.skipLines ?? 0;
  }

  push(text: string): ReadRow[] {
    this.text += text;
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
      const line = text.slice(at, end);
      const lineNumber = this.line;
      if (this.options.quote === undefined || !line.includes(this.options.quote)) {
        at = newline + 1;
        this.line++;
        if (line === '') this.emptyLines++;
        else this.add(rows, lineNumber, line.split(this.options.delimiter));
        continue;
      }
      const read = readQuotedRow(text, at, this.options, ended);
      if (read === 'INCOMPLETE') break;
      const wrongWidth =
        'cells' in read && read.lines > 1 && this.columns !== undefined && read.cells.length !== this.columns.length;
      if ('cells' in read && !wrongWidth) {
        at = read.next;
        this.line += read.lines;
        this.add(rows, lineNumber, read.cells);
      } else {
        // An unclosed quote may have reached into rows that are sound: only its own line is given up.
        at = newline + 1;
        this.line++;
        rows.push({
          number: ++this.number,
          line: lineNumber,
          problem: 'problem' in read ? read.problem : 'a quote is not closed',
        });
      }
    }
    this.text = text.slice(at);
    return rows;
  }

  private add(rows: ReadRow[], line: number, cells: string[]): void {
    if (this.columns === undefined) {
      this.columns = cells;
      return;
    }
    const number = ++this.number;
    const width = this.columns.length;
    if (this.options.fitsRows === true) fit(cells, width);
    if (cells.length === width) rows.push({ number, line, cells });
    else rows.push({ number, line, problem: `it has ${cells.length} fields where the header has ${width}` });
  }
}

function fit(cells: string[], width: number): void {
  while (cells.length > width && cells.at(-1) === '') cells.pop();
  while (cells.length < width) cells.push('');
}
