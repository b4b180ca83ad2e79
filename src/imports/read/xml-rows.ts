import { SaxesParser } from 'saxes';
import { RowLength } from './limits.js';
import type { ReadRow } from './row.js';

/** Base of the incremental XML parsers. Throws on invalid XML; never reads external entities. */
export abstract class XmlRows {
  protected readonly sax = new SaxesParser({ xmlns: false });
  /** Complete rows not yet returned. */
  protected found: ReadRow[] = [];
  private readonly sinceRow = new RowLength();

  push(text: string): ReadRow[] {
    this.sax.write(text);
    const { found } = this;
    this.found = [];
    this.sinceRow.add(text.length, found.length);
    return found;
  }

  end(): ReadRow[] {
    this.sax.close();
    return [];
  }
}
