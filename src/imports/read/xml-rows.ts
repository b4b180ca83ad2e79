import { SaxesParser } from 'saxes';
import { RowLength } from './limits.js';
import type { ReadRow } from './row.js';

/** The rows of an XML document that comes in pieces. Throws where it is no XML; external entities are never read. */
export abstract class XmlRows {
  protected readonly sax = new SaxesParser({ xmlns: false });
  /** Rows that are complete and were not handed on yet. */
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
