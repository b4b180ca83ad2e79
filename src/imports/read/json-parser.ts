import { JSONParser } from '@streamparser/json';
import { isObject, type JsonRows } from './json-rows.js';
import type { ReadRow, RowParser } from './row.js';

/**
 * One JSON document that holds its rows in an array: itself, or what stands under a path of it. Read piece by piece: the document may be
 * larger than the memory. Throws where it is no JSON; what follows cannot be told from garbage then.
 */
export class JsonDocumentParser implements RowParser {
  readonly emptyLines = 0;
  private readonly parser: JSONParser;
  private found: ReadRow[] = [];
  private number = 0;

  constructor(
    readonly columns: readonly string[],
    private readonly rows: JsonRows,
    under: string | undefined,
  ) {
    this.parser = new JSONParser({ paths: [under === undefined ? '$.*' : `$.${under}.*`], keepStack: false });
    this.parser.onValue = ({ value, key }) => {
      if (typeof key !== 'number')
        throw new Error(`there is no array ${under === undefined ? 'in it; declare format.rows' : `at ${under}`}`);
      this.take(value);
    };
  }

  get neverFilled(): readonly string[] {
    return this.rows.neverFilled;
  }

  push(text: string): ReadRow[] {
    this.parser.write(text);
    const { found } = this;
    this.found = [];
    return found;
  }

  end(): ReadRow[] {
    if (!this.parser.isEnded) this.parser.end();
    return [];
  }

  private take(value: unknown): void {
    const line = undefined;
    if (!isObject(value)) this.found.push({ number: ++this.number, line, problem: 'it is not a JSON object' });
    else for (const cells of this.rows.of(value)) this.found.push({ number: ++this.number, line, cells });
  }
}
