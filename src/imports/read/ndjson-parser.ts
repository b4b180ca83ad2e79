import { parseExactly } from './exact-json.js';
import { isObject, type JsonRows } from './json-rows.js';
import { LONGEST_ROW, TOO_LONG } from './limits.js';
import type { ReadRow, RowParser } from './row.js';

/** One JSON object a line. The mapping declares the columns. */
export class NdjsonParser implements RowParser {
  emptyLines = 0;
  private text = '';
  private line = 0;
  private number = 0;
  /** The line that is being read is too long: what is left of it is passed over as it comes. */
  private passingOver = false;

  constructor(
    readonly columns: readonly string[],
    private readonly rows: JsonRows,
  ) {}

  get neverFilled(): readonly string[] {
    return this.rows.neverFilled;
  }

  push(text: string): ReadRow[] {
    const [first = '', ...others] = text.split('\n');
    const lines = [this.text + first, ...others];
    this.text = lines.pop() as string;
    if (this.passingOver) {
      // What has come of its line is the end of it, or more of the same.
      if (lines.length === 0) this.text = '';
      else {
        lines.shift();
        this.passingOver = false;
      }
    }
    const rows = lines.flatMap((line) => this.read(line));
    if (this.text.length > LONGEST_ROW) {
      this.text = '';
      this.passingOver = true;
      rows.push(this.broken(++this.line, TOO_LONG));
    }
    return rows;
  }

  end(): ReadRow[] {
    const last = this.text;
    this.text = '';
    return last === '' ? [] : this.read(last);
  }

  private read(text: string): ReadRow[] {
    const line = ++this.line;
    if (text.trim() === '') {
      this.emptyLines++;
      return [];
    }
    if (text.length > LONGEST_ROW) return [this.broken(line, TOO_LONG)];
    const value = parsed(text);
    if (!isObject(value)) return [this.broken(line, 'it is not a JSON object')];
    const rows = this.rows.of(value);
    if (typeof rows === 'string') return [this.broken(line, rows)];
    return rows.map((cells) => ({ number: ++this.number, line, cells }));
  }

  private broken(line: number, problem: string): ReadRow {
    return { number: ++this.number, line, problem };
  }
}

/** Undefined: it is no JSON. What the engine says of it would quote the text, which may tell of a person. */
function parsed(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}
