import { TokenParser, TokenType } from '@streamparser/json';
import { exactTokenizer } from './exact-json.js';
import { isObject, type JsonRows } from './json-rows.js';
import { beyondLimits, DEEPEST, RowLength, TOO_DEEP } from './limits.js';
import type { ReadRow, RowParser } from './row.js';

/**
 * One JSON document that holds its rows in an array, or in an object by their keys: itself, or what stands under a path of it. Read piece by piece: the document may be
 * larger than the memory. Throws where it is no JSON; what follows cannot be told from garbage then.
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
      // What stands in the object itself under that name would be lost silently; the key is what tells it from the others.
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
