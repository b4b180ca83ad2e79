import { TokenParser, TokenType, Tokenizer } from '@streamparser/json';
import { isObject, type JsonRows } from './json-rows.js';
import { beyondLimits, DEEPEST, RowLength, TOO_DEEP, LONGEST_ROW, TOO_LONG } from './limits.js';
import type { ReadRow, RowParser } from './row.js';

/**
 * Incremental parser of one JSON document whose rows are in an array, or in an object by key: the document itself, or the
 * value at a path. The document may be larger than memory. Throws on invalid JSON: what follows is then meaningless.
 */
export class JsonDocumentParser implements RowParser {
  readonly emptyLines = 0;
  private readonly tokenizer = exactTokenizer();
  private readonly parser: TokenParser;
  private readonly sinceRow = new RowLength();
  private depth = 0;
  private found: ReadRow[] = [];
  private number = 0;

  constructor(
    readonly columns: readonly string[],
    private readonly rows: JsonRows,
    { under, keyed }: { readonly under?: string | undefined; readonly keyed?: string | undefined } = {},
  ) {
    this.parser = new TokenParser({ paths: [under === undefined ? '$.*' : `$.${under}.*`], keepStack: false });
    this.parser.onValue = ({ value, key }) => {
      const isKeyed = keyed !== undefined && typeof key === 'string';
      if (!isKeyed && (typeof key !== 'number' || keyed !== undefined)) {
        const wanted = keyed === undefined ? 'array' : 'object by keys';
        throw new Error(`there is no ${wanted} ${under === undefined ? 'in it; declare format.rows' : `at ${under}`}`);
      }
      // Adds the key as a column, because only the key tells the objects apart. It replaces a property of that name.
      this.take(isKeyed && isObject(value) ? { ...value, [keyed]: key } : value);
    };
    this.tokenizer.onToken = (token) => {
      this.checkDepth(token.token);
      this.parser.write(token);
    };
  }

  get neverFilled(): readonly string[] {
    return this.rows.neverFilled;
  }

  push(text: string): ReadRow[] {
    this.tokenizer.write(text);
    const { found } = this;
    this.found = [];
    this.sinceRow.add(text.length, found.length);
    return found;
  }

  end(): ReadRow[] {
    if (!this.tokenizer.isEnded) this.tokenizer.end();
    if (!this.parser.isEnded) this.parser.end();
    return [];
  }

  private checkDepth(token: TokenType): void {
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
      if (++this.depth > DEEPEST) throw beyondLimits(TOO_DEEP);
    } else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.depth--;
  }

  private take(value: unknown): void {
    const line = undefined;
    const rows = isObject(value) ? this.rows.of(value) : 'it is not a JSON object';
    if (typeof rows === 'string') this.found.push({ number: ++this.number, line, problem: rows });
    else for (const cells of rows) this.found.push({ number: ++this.number, line, cells });
  }
}

/** Incremental parser of NDJSON: one JSON object per line. The mapping declares the columns. */
export class NdjsonParser implements RowParser {
  emptyLines = 0;
  private text = '';
  private line = 0;
  private number = 0;
  /** The current line exceeds the limit; the rest of it is skipped as it arrives. */
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
      // The text is the end of the skipped line, or more of it.
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

/** Undefined where the text is not JSON. Drops the engine's error message: it quotes the text, which may identify a person. */
function parsed(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether a text may hold a number that a JavaScript number would not reproduce: many digits, an exponent, or a fraction that
 * ends in 0.
 */
const MAY_LOSE_DIGITS = /\d{16}|\d[eE][+-]?\d|\.\d*0(?!\d)/;

/** Parses JSON without losing digits of numbers: ids are often too large for a double. Throws on invalid JSON. */
export function parseExactly(text: string): unknown {
  if (!MAY_LOSE_DIGITS.test(text)) return JSON.parse(text);
  let parsed: unknown;
  const tokenizer = exactTokenizer();
  const parser = new TokenParser({ paths: ['$'], keepStack: false });
  parser.onValue = ({ value }) => (parsed = value);
  tokenizer.onToken = (token) => parser.write(token);
  tokenizer.write(text);
  if (!tokenizer.isEnded) tokenizer.end();
  if (!parser.isEnded) parser.end();
  return parsed;
}

/** Returns numbers that JavaScript would write differently as strings. */
class ExactTokenizer extends Tokenizer {
  protected override parseNumber(text: string): number {
    const number = Number(text);
    return String(number) === text ? number : (text as unknown as number);
  }
}

/** A JSON tokenizer that loses no digits: ids may have more than a number holds. */
export const exactTokenizer = (): Tokenizer => new ExactTokenizer();
