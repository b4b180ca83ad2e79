import type { RapportError } from '../../domain/kernel/errors.js';
import { ownText } from '../values/own-text.js';
import { beyondLimits, DEEPEST, TOO_DEEP } from './limits.js';
import type { RowParser } from './row.js';
import { XmlRows } from './xml-rows.js';
import { invalidFile } from './invalid-file.js';

/** XES elements with a single value (IEEE 1849): `<string key="org:group" value="V5 3rd"/>`. */
const ATTRIBUTES: ReadonlySet<string> = new Set(['string', 'date', 'int', 'float', 'boolean', 'id']);
/** Prefix of attributes of a whole case, as process mining tools write it. */
const CASE = 'case:';

/**
 * Incremental parser of an XES event log (IEEE 1849). Each event is a row, with the attributes of its trace under `case:`.
 * The mapping declares the columns. Nested attributes are ignored.
 */
export class XesParser extends XmlRows implements RowParser {
  readonly emptyLines = 0;
  private readonly path: string[] = [];
  private readonly ofTrace = new Map<string, string>();
  private readonly ofEvent = new Map<string, string>();
  private readonly filled = new Set<string>();
  private line = 1;
  private number = 0;
  private trace = 0;

  constructor(readonly columns: readonly string[]) {
    super();
    this.sax.on('opentag', ({ name, attributes }) => this.open(name, attributes));
    this.sax.on('closetag', () => this.close());
  }

  get neverFilled(): readonly string[] {
    return this.columns.filter((column) => !this.filled.has(column));
  }

  /** Elements may have any prefix for the XES namespace. */
  private open(prefixed: string, { key, value }: Readonly<Record<string, string>>): void {
    const name = prefixed.slice(prefixed.indexOf(':') + 1);
    const parent = this.path.at(-1);
    if (parent === undefined && name !== 'log') throw noLog(prefixed);
    if (this.path.push(name) > DEEPEST) throw beyondLimits(TOO_DEEP);
    if (name === 'trace') {
      this.trace++;
      this.ofTrace.clear();
    } else if (name === 'event') {
      this.ofEvent.clear();
      this.line = this.sax.line;
    } else if (ATTRIBUTES.has(name) && key !== undefined && value !== undefined) {
      if (parent === 'trace') this.ofTrace.set(`${CASE}${key}`, ownText(value));
      else if (parent === 'event') this.ofEvent.set(key, ownText(value));
    }
  }

  private close(): void {
    const name = this.path.pop();
    if (name !== 'event' || this.path.at(-1) !== 'trace') return;
    const cells = this.columns.map((column) => {
      const value = this.ofEvent.get(column) ?? this.ofTrace.get(column);
      if (value === undefined) return '';
      this.filled.add(column);
      return value;
    });
    this.found.push({ number: ++this.number, line: this.line, cells, group: this.trace });
  }
}

const noLog = (root: string): RapportError =>
  invalidFile(
    'file',
    `The file is XML, but not an event log in XES: it begins with <${root.slice(0, 40)}>`,
    'Export the log as XES (IEEE 1849); a file that a browser saved may be a sign-in page.',
    { code: 'WRONG_FORM' },
  );
