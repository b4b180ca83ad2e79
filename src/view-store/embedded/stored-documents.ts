import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Database } from '../../sqlite/database.js';
import type { ViewWrite } from '../view-store.js';
import { BLOCK_CHARACTERS, BLOCK_COLUMN, DocumentBlocks, isReference } from './document-blocks.js';
import type { Statements, Table } from './tables.js';

/** A document as stored: JSON, deflated JSON (alone, or with the dictionary whose number precedes it), or a reference to a block. */
export type StoredDocument = string | Uint8Array;
/**
 * The columns from which a document is restored, as `DOCUMENT_COLUMNS` reads them: the stored value, and the block if the value refers to
 * one.
 */
export type DocumentColumns = readonly [document: StoredDocument, block: Uint8Array | null];
export const DOCUMENT_COLUMNS = `document, ${BLOCK_COLUMN}`;

/** Number of characters from which the space saved by deflating is worth the time. */
const DEFLATED_FROM = { alone: 1_000, withDictionary: 200 } as const;
/** Documents from this length on contain enough repetition, and are deflated without a dictionary. */
const ALONE_FROM = 4_097;
/** The documents left over from full blocks form a last block if there are at least this many. */
const FEWEST = 8;
/**
 * Minimum number of documents on one page to build a dictionary from: a dictionary built from fewer covers too little, and a dictionary
 * is kept for good.
 */
const SAMPLES = 32;
const DICTIONARY_CHARACTERS = 4_096;
/** Maximum number of characters that one document contributes to a dictionary. */
const SAMPLE_CHARACTERS = 1_024;

/**
 * For so little text, setting up zlib takes longer than deflating, and takes less time for a small window. The window holds both the
 * dictionary and the document.
 */
const SMALL = { windowBits: 13, memLevel: 4, chunkSize: 1_024 } as const;

/**
 * The first byte of a document that is deflated with a dictionary. No raw deflate stream starts with it: it encodes block type 3, which
 * is reserved (RFC 1951, 3.2.3). The dictionary's number follows in three bytes.
 */
const MARK = 6;
const HEADER = 4;

/** A record with the value that its row holds: null for a tombstone. */
type Stored = readonly [record: ViewWrite, stored: StoredDocument | null];
interface SerializedWrite {
  readonly record: ViewWrite;
  readonly json: string;
}

interface Dictionary {
  readonly number: number;
  readonly content: Buffer;
}

/**
 * Created together with the tables of the store. Dictionary numbers are never reused, so that a dictionary cached by a reader in another
 * thread stays valid.
 */
export const DICTIONARIES_TABLE = `
  CREATE TABLE IF NOT EXISTS dictionaries(
    number INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, shape TEXT NOT NULL, content BLOB NOT NULL, UNIQUE(collection, shape))`;

/**
 * Converts documents to and from their stored form. The documents of a collection repeat the same names: deflated together, or with a
 * dictionary built from similar documents, they take a fifth of the space, deflated alone half of it. Documents of one shape (the
 * names of their fields) share a dictionary. (docs/decisions/0021-embedded-documents-are-deflated.md)
 */
export class StoredDocuments {
  private readonly contents = new Map<number, Buffer>();
  /** Null: no dictionary exists yet. */
  private readonly ofShape = new Map<string, Dictionary | null>();
  private readonly blocks: DocumentBlocks;

  constructor(
    private readonly database: Database,
    private readonly statements: Statements,
  ) {
    this.blocks = new DocumentBlocks(statements);
  }

  /** Builds a dictionary for each shape of which a page has enough documents. The dictionaries are in the file when this returns. */
  learn(table: Table, page: readonly (object | null)[]): void {
    if (page.length < SAMPLES) return;
    const fresh = new Map<string, string[]>();
    for (const document of page) {
      if (document === null) continue;
      const shape = shapeOf(document);
      if (this.dictionaryOf(table, shape)) continue;
      const json = JSON.stringify(document);
      if (json.length < DEFLATED_FROM.withDictionary) continue;
      const samples = fresh.get(shape);
      if (samples) samples.push(json);
      else fresh.set(shape, [json]);
    }
    for (const [shape, samples] of fresh) if (samples.length >= SAMPLES) this.keep(table, shape, dictionaryFrom(samples));
  }

  /** Converts a single document for writing; null for a tombstone. */
  store(table: Table, document: object | null): StoredDocument | null {
    return document && this.alone(table, document, JSON.stringify(document));
  }

  /**
   * Yields the records of a page, each with the value that its row will hold. One at a time, because the JSON of a whole catch-up page is
   * tens of megabytes. Short new documents share blocks. A document that is written again is stored alone, because a block is kept whole
   * as long as one row refers to it.
   */
  *storeAll(table: Table, page: readonly ViewWrite[]): Generator<Stored> {
    let batch: SerializedWrite[] = [];
    let characters = 0;
    for (const record of page) {
      const json = record.document && JSON.stringify(record.document);
      if (json === null) yield [record, null];
      else if (record.existed || !isShort(json)) yield [record, this.alone(table, record.document!, json)];
      else {
        batch.push({ record, json });
        characters += json.length;
      }
      if (characters < BLOCK_CHARACTERS) continue;
      yield* this.together(table, batch);
      batch = [];
      characters = 0;
    }
    if (batch.length >= FEWEST) yield* this.together(table, batch);
    else for (const { record, json } of batch) yield [record, this.alone(table, record.document!, json)];
  }

  /** Releases a stored value that no row holds any more. */
  release(stored: StoredDocument | null | undefined): void {
    if (isReference(stored)) this.blocks.release(stored);
  }

  restore<D extends object>([stored, block]: DocumentColumns): D {
    if (isReference(stored)) return JSON.parse(this.blocks.documentIn(stored, block!)) as D;
    if (typeof stored === 'string') return JSON.parse(stored) as D;
    if (stored[0] !== MARK) return JSON.parse(inflateRawSync(stored).toString()) as D;
    const { buffer, byteOffset, length } = stored;
    const number = Buffer.from(buffer, byteOffset, length).readUIntBE(1, HEADER - 1);
    const inflated = inflateRawSync(stored.subarray(HEADER), { ...SMALL, dictionary: this.contentOf(number) });
    return JSON.parse(inflated.toString()) as D;
  }

  /** Deletes the dictionaries and blocks of a dropped collection. */
  forget({ id }: Pick<Table, 'id'>): void {
    this.blocks.forget({ id });
    this.statements.of('DELETE FROM dictionaries WHERE collection = ?').run(id);
    for (const shape of [...this.ofShape.keys()]) if (shape.startsWith(nameOf(id, ''))) this.ofShape.delete(shape);
  }

  private alone(table: Table, document: object, json: string): StoredDocument {
    return deflated(json, isShort(json) ? this.dictionaryOf(table, shapeOf(document)) : null);
  }

  private *together(table: Table, batch: readonly SerializedWrite[]): Generator<Stored> {
    const texts = batch.map(({ json }) => json);
    for (const [index, reference] of this.blocks.add(table, texts).entries()) yield [batch[index]!.record, reference];
  }

  /** Saves a dictionary in a separate transaction, before any document that needs it: if this fails, no document is written. */
  private keep({ id }: Table, shape: string, content: Buffer): void {
    const insert = 'INSERT INTO dictionaries(collection, shape, content) VALUES(?, ?, ?)';
    this.database.transaction(() => this.statements.of(insert).run(id, shape, content));
    this.ofShape.delete(nameOf(id, shape));
  }

  private dictionaryOf({ id }: Table, shape: string): Dictionary | null {
    const name = nameOf(id, shape);
    let dictionary = this.ofShape.get(name);
    if (dictionary === undefined) {
      const select = 'SELECT number, content FROM dictionaries WHERE collection = ? AND shape = ?';
      const row = this.statements.of<[number, Uint8Array]>(select).get(id, shape);
      dictionary = row ? { number: row[0], content: Buffer.from(row[1]) } : null;
      this.ofShape.set(name, dictionary);
    }
    return dictionary;
  }

  private contentOf(number: number): Buffer {
    let content = this.contents.get(number);
    if (!content) {
      const row = this.statements.of<[Uint8Array]>('SELECT content FROM dictionaries WHERE number = ?').get(number)!;
      this.contents.set(number, (content = Buffer.from(row[0])));
    }
    return content;
  }
}

/** Long enough to be deflated with a dictionary, but not so long that it contains enough repetition without one. */
const isShort = ({ length }: string) => length >= DEFLATED_FROM.withDictionary && length < ALONE_FROM;
const shapeOf = (document: object) => Object.keys(document).join();
const nameOf = (collection: number, shape: string) => `${collection} ${shape}`;

function deflated(json: string, dictionary: Dictionary | null): StoredDocument {
  if (!dictionary) return json.length < DEFLATED_FROM.alone ? json : deflateRawSync(json, { level: 1 });
  const header = Buffer.alloc(HEADER, MARK);
  header.writeUIntBE(dictionary.number, 1, HEADER - 1);
  return Buffer.concat([header, deflateRawSync(json, { ...SMALL, level: 1, dictionary: dictionary.content })]);
}

/** Builds a dictionary from the beginnings of documents sampled across the page. */
function dictionaryFrom(samples: readonly string[]): Buffer {
  const every = Math.floor(samples.length / SAMPLES) + 1;
  const chosen = samples.filter((_, index) => index % every === 0).map((json) => json.slice(0, SAMPLE_CHARACTERS));
  return Buffer.from(chosen.join('').slice(0, DICTIONARY_CHARACTERS));
}
