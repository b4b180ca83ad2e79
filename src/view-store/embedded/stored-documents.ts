import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Database } from '../../sqlite/database.js';
import type { Statements, Table } from './tables.js';

/** JSON, or JSON deflated: by itself, or with the dictionary whose number stands before it. */
export type StoredDocument = string | Uint8Array;

/** Characters from which deflating saves more room than it costs time. */
const DEFLATED_FROM = { alone: 1_000, withDictionary: 200 } as const;
/** Longer documents repeat enough of themselves, and are deflated alone. */
const DICTIONARY_UNTIL = 4_096;
/** A dictionary is made of so many documents or more of one page: of fewer it would know too little, and is kept for good. */
const SAMPLES = 32;
const DICTIONARY_CHARACTERS = 4_096;
/** No dictionary is made of more of a document. */
const SAMPLE_CHARACTERS = 1_024;

/** Setting up takes longer than deflating so little text, and less time for a small window: it holds dictionary and document. */
const SMALL = { windowBits: 13, memLevel: 4, chunkSize: 1_024 } as const;

/** What no deflated text begins with: the block type 3, which is none (RFC 1951, 3.2.3). The dictionary's number follows, in three bytes. */
const MARK = 6;
const HEADER = 4;

interface Dictionary {
  readonly number: number;
  readonly content: Buffer;
}

/** Made with the collections that they are of. Numbers are never used again: whoever reads beside the owner keeps what they have read. */
export const DICTIONARIES_TABLE = `
  CREATE TABLE IF NOT EXISTS dictionaries(
    number INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, shape TEXT NOT NULL, content BLOB NOT NULL, UNIQUE(collection, shape))`;

/**
 * Documents as the file holds them. The documents of a collection say the same names again and again: deflated with some of their like as a
 * dictionary they take a fifth of the room, alone half of it. (docs/decisions/0021) Documents of one shape (the names of their fields) share one.
 */
export class StoredDocuments {
  private readonly contents = new Map<number, Buffer>();
  /** Null: there is none yet. */
  private readonly ofShape = new Map<string, Dictionary | null>();

  constructor(
    private readonly database: Database,
    private readonly statements: Statements,
  ) {}

  /** Makes a dictionary of each shape of which a page brings enough documents. They are in the file when it returns. */
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

  /** A document about to be written; null for a tombstone. One at a time: a page of a catch-up, all in JSON, is tens of megabytes. */
  store(table: Table, document: object | null): StoredDocument | null {
    return document && deflated(JSON.stringify(document), this.dictionaryOf(table, shapeOf(document)));
  }

  restore<D extends object>(stored: StoredDocument): D {
    if (typeof stored === 'string') return JSON.parse(stored) as D;
    if (stored[0] !== MARK) return JSON.parse(inflateRawSync(stored).toString()) as D;
    const { buffer, byteOffset, length } = stored;
    const number = Buffer.from(buffer, byteOffset, length).readUIntBE(1, HEADER - 1);
    const inflated = inflateRawSync(stored.subarray(HEADER), { ...SMALL, dictionary: this.contentOf(number) });
    return JSON.parse(inflated.toString()) as D;
  }

  /** A collection is gone, and its dictionaries with it. */
  forget({ id }: Pick<Table, 'id'>): void {
    this.statements.of('DELETE FROM dictionaries WHERE collection = ?').run(id);
    for (const shape of [...this.ofShape.keys()]) if (shape.startsWith(nameOf(id, ''))) this.ofShape.delete(shape);
  }

  /** In a transaction of its own, before any document that needs it: none is written should this fail. */
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

const shapeOf = (document: object) => Object.keys(document).join();
const nameOf = (collection: number, shape: string) => `${collection} ${shape}`;

function deflated(json: string, dictionary: Dictionary | null): StoredDocument {
  if (!dictionary || json.length > DICTIONARY_UNTIL)
    return json.length < DEFLATED_FROM.alone ? json : deflateRawSync(json, { level: 1 });
  if (json.length < DEFLATED_FROM.withDictionary) return json;
  const header = Buffer.alloc(HEADER, MARK);
  header.writeUIntBE(dictionary.number, 1, HEADER - 1);
  return Buffer.concat([header, deflateRawSync(json, { ...SMALL, level: 1, dictionary: dictionary.content })]);
}

/** Parts of documents from all over the page. */
function dictionaryFrom(samples: readonly string[]): Buffer {
  const every = Math.floor(samples.length / SAMPLES) + 1;
  const chosen = samples.filter((_, index) => index % every === 0).map((json) => json.slice(0, SAMPLE_CHARACTERS));
  return Buffer.from(chosen.join('').slice(0, DICTIONARY_CHARACTERS));
}
