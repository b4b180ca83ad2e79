import { beyondLimits, DEEPEST, LONGEST_ROW, MAX_COLUMNS, TOO_DEEP } from './limits.js';
import { columnOf, MergedTexts } from './merged-cells.js';
import type { RowParser } from './row.js';
import { isTrue, localName, unescaped, type Workbook } from './workbook.js';
import { XmlRows } from './xml-rows.js';

/**
 * Day 0 of spreadsheet dates: 30 December 1899 (correct after their 29 February 1900, which never existed), or 1 January
 * 1904.
 */
const DAY_0 = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };

/**
 * Incremental parser of a sheet in an Office Open XML workbook (ECMA-376, SpreadsheetML). Its first row is the header. Cells
 * have their stored value, not the displayed one, except dates: these are stored as numbers and recognised by their number
 * format, and read as ISO 8601 without a zone.
 */
export class SheetParser extends XmlRows implements RowParser {
  columns: readonly string[] | undefined;
  emptyLines = 0;
  private depth = 0;
  private number = 0;
  private line = 0;
  private cells: string[] = [];
  private length = 0;
  private column = -1;
  private type = 'n';
  private style = 0;
  /** Text of the cell, collected while an element that holds it is open. */
  private text = '';
  private reads = false;
  private isPhonetic = false;
  /** Whether the cell has a formula, and a value. */
  private isFormula = false;
  private hasValue = false;
  /** The column of the row's first formula without a result, in words. */
  private uncomputed: string | undefined;
  private readonly merged: MergedTexts;
  private readonly skipLines: number;

  constructor(
    private readonly workbook: Workbook,
    { columns, skipLines = 0 }: { readonly columns?: readonly string[] | undefined; readonly skipLines?: number | undefined },
  ) {
    super();
    this.columns = columns;
    this.skipLines = skipLines;
    this.merged = new MergedTexts(workbook.merged);
    this.sax.on('opentag', ({ name, attributes }) => this.open(localName(name), attributes));
    this.sax.on('text', (text) => {
      if (this.reads) this.text += text;
    });
    this.sax.on('closetag', ({ name }) => this.close(localName(name)));
  }

  private open(name: string, { r, t, s }: Readonly<Record<string, string>>): void {
    if (++this.depth > DEEPEST) throw beyondLimits(TOO_DEEP);
    switch (name) {
      case 'row':
        this.line = r === undefined ? this.line + 1 : Number(r);
        this.cells = [];
        this.length = 0;
        this.column = -1;
        this.uncomputed = undefined;
        break;
      case 'c':
        this.column = r === undefined ? this.column + 1 : columnOf(r);
        if (!(this.column < MAX_COLUMNS)) throw beyondLimits(`it has more than ${MAX_COLUMNS} columns`);
        this.type = t ?? 'n';
        this.style = Number(s ?? 0);
        this.text = '';
        [this.isFormula, this.hasValue] = [false, false];
        break;
      case 'f':
        this.isFormula = true;
        break;
      case 'v':
      case 't':
        this.reads = !this.isPhonetic;
        this.hasValue = true;
        break;
      // Phonetic guides are not part of the text.
      case 'rPh':
        this.isPhonetic = true;
    }
  }

  private close(name: string): void {
    this.depth--;
    if (name === 'v' || name === 't') this.reads = false;
    else if (name === 'rPh') this.isPhonetic = false;
    else if (name === 'c') this.endCell();
    else if (name === 'row') this.endRow();
  }

  /** A formula may have an empty text as its result, but a workbook's program writes that as a text. */
  private endCell(): void {
    const isComputed = !this.isFormula || this.text !== '' || (this.type === 'str' && this.hasValue);
    if (!isComputed) this.uncomputed ??= `column ${this.columns?.[this.column] ?? this.column + 1}`;
    this.take(this.cellValue());
  }

  private take(value: string): void {
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column] = value;
    this.length += value.length;
  }

  private cellValue(): string {
    const { text } = this;
    if (text === '') return '';
    switch (this.type) {
      case 's':
        return this.workbook.strings[Number(text)] ?? '';
      case 'b':
        return isTrue(text) ? 'TRUE' : 'FALSE';
      case 'n': {
        const kind = this.workbook.styles[this.style];
        if (kind !== undefined) return dateOf(Number(text), kind, this.workbook.epoch);
        // Fractions are stored with seventeen digits: 3.2999999999999998 is 3.3. Whole numbers are kept as text, because ids
        // written by other programs may have more digits.
        return /^-?\d+$/.test(text) ? text : String(Number(text));
      }
      default:
        return unescaped(text);
    }
  }

  private endRow(): void {
    const { cells, line } = this;
    this.merged.fill(line, cells);
    while (cells.at(-1) === '') cells.pop();
    if (line <= this.skipLines) return;
    if (cells.length === 0) {
      this.emptyLines++;
      return;
    }
    if (this.columns === undefined) {
      this.columns = cells;
      return;
    }
    const number = ++this.number;
    const width = this.columns.length;
    if (this.length > LONGEST_ROW) this.found.push({ number, line, problem: `it is longer than ${LONGEST_ROW} characters` });
    else if (this.uncomputed !== undefined)
      this.found.push({
        number,
        line,
        problem: `the formula in ${this.uncomputed} has no result; open the workbook in a spreadsheet program and save it`,
      });
    else if (cells.length > width)
      this.found.push({ number, line, problem: `it has ${cells.length} cells, but the header has ${width}` });
    else {
      while (cells.length < width) cells.push('');
      this.found.push({ number, line, cells });
    }
  }
}

function dateOf(days: number, kind: NonNullable<Workbook['styles'][number]>, epoch: Workbook['epoch']): string {
  // Rounded to the second, because fractions of a day are not exact.
  const at = new Date(DAY_0[epoch] + Math.round(days * 86_400) * 1000);
  if (Number.isNaN(at.getTime())) return String(days);
  const [date, time] = at.toISOString().slice(0, 19).split('T') as [string, string];
  // A date format may hide a time that the value has.
  if (kind === 'DATE' && time === '00:00:00') return date;
  return kind === 'TIME' && days < 1 ? time : `${date}T${time}`;
}
