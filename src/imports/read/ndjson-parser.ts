import { isObject, type JsonRows } from './json-rows.js';
import type { ReadRow, RowParser } from './row.js';

/** One JSON object a line. The mapping declares the columns. */
export class NdjsonParser implements RowParser {
  emptyLines = 0;
  private text = '';
  private line = 0;
  private number = 0;

  constructor(
    readonly columns: readonly string[],
    private readonly rows: JsonRows,
  ) {}

  get neverFilled(): readonly string[] {
    return this.rows.neverFilled;
  }

  push(text: string): ReadRow[] {
    const lines = (this.text + text).split('\n');
    this.text = lines.pop() as string;
    return lines.flatMap((line) => this.read(line));
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
    const value = parsed(text);
    if (!isObject(value)) return [{ number: ++this.number, line, problem: 'it is not a JSON object' }];
    return this.rows.of(value).map((cells) => ({ number: ++this.number, line, cells }));
  }
}

/** Undefined: it is no JSON. What the engine says of it would quote the text, which may tell of a person. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
