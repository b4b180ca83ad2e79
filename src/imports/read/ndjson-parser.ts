import type { ReadRow, RowParser } from './row.js';

/** One JSON object a line. The mapping declares the columns; `a.b` reaches into an object. Absent and null read as the empty text. */
export class NdjsonParser implements RowParser {
  emptyLines = 0;
  private text = '';
  private line = 0;
  private number = 0;
  private readonly paths: readonly (readonly string[])[];

  constructor(readonly columns: readonly string[]) {
    this.paths = columns.map((column) => column.split('.'));
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
    const number = ++this.number;
    const value = objectOf(text);
    if (value === undefined) return [{ number, line, problem: 'it is not a JSON object' }];
    return [{ number, line, cells: this.paths.map((path) => cellAt(value, path)) }];
  }
}

/** Undefined: the text is none. What the engine says of it would quote the text, which may tell of a person. */
function objectOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function cellAt(value: object, path: readonly string[]): string {
  let at: unknown = value;
  for (const key of path) at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined;
  if (at === undefined || at === null) return '';
  return typeof at === 'string' ? at : JSON.stringify(at);
}
