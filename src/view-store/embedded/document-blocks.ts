import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { Statements, Table } from './tables.js';

/** The value that a row holds in place of a document that is in a block. The JSON of a document never starts with `#`. */
export type BlockReference = `#${number}.${number}`;

/**
 * Number of characters from which a block is full. A larger block takes longer to open for a single document. At this size zlib inflates
 * most blocks in one pass (16 KiB), and deflated they fill a page of the file.
 */
export const BLOCK_CHARACTERS = 15_000;

/** Number of inflated blocks to cache: documents that were created together are often read together. */
const KEPT_OPEN = 32;

/** `live` is the number of rows that refer to the block. Block numbers are never reused, so that a cached block stays valid. */
export const BLOCKS_TABLE = `
  CREATE TABLE IF NOT EXISTS blocks(
    number INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, live INTEGER NOT NULL, content BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS blocks_of_collection ON blocks(collection)`;

/** Whether a row refers to a block: `#` sorts before `$`, the `{` of a document after it, and SQLite sorts every BLOB after every text. */
export const IN_BLOCK = `document < '$'`;
/**
 * The content of the block that a row refers to, otherwise null. Selected in the same statement as the row, because the block may be gone
 * by the next statement.
 */
export const BLOCK_COLUMN = `CASE WHEN ${IN_BLOCK} THEN (SELECT content FROM blocks WHERE number = CAST(substr(document, 2) AS INTEGER)) END`;

export const isReference = (stored: unknown): stored is BlockReference => typeof stored === 'string' && stored.startsWith('#');
const numbersIn = (reference: BlockReference) => reference.slice(1).split('.').map(Number) as [block: number, place: number];

/** Blocks: documents that were created together, deflated as one text. (docs/decisions/0026-documents-stored-in-blocks.md) */
export class DocumentBlocks {
  private readonly opened = new LRUCache<number, readonly string[]>({ max: KEPT_OPEN });

  constructor(private readonly statements: Statements) {}

  /** Writes a block of these documents. Returns the references that their rows hold. */
  add({ id }: Table, documents: readonly string[]): readonly BlockReference[] {
    // JSON escapes a line break within a text as \n, so the separator is unambiguous.
    const content = deflateRawSync(documents.join('\n'), { level: 1 });
    const insert = 'INSERT INTO blocks(collection, live, content) VALUES(?, ?, ?) RETURNING number';
    const [number] = this.statements.of<[number]>(insert).get(id, documents.length, content)!;
    return documents.map((_, place): BlockReference => `#${number}.${place}`);
  }

  /** @param content the content of the block referred to */
  documentIn(reference: BlockReference, content: Uint8Array): string {
    const [number, place] = numbersIn(reference);
    let documents = this.opened.get(number);
    if (!documents) {
      documents = inflateRawSync(content).toString().split('\n');
      this.opened.set(number, documents);
    }
    return documents[place]!;
  }

  /** Releases the reference of a row. Deletes the block with its last reference. */
  release(reference: BlockReference): void {
    const [number] = numbersIn(reference);
    const update = 'UPDATE blocks SET live = live - 1 WHERE number = ? RETURNING live';
    const [live] = this.statements.of<[number]>(update).get(number)!;
    if (live === 0) this.statements.of('DELETE FROM blocks WHERE number = ?').run(number);
  }

  /** Deletes the blocks of a dropped collection. */
  forget({ id }: Pick<Table, 'id'>): void {
    this.statements.of('DELETE FROM blocks WHERE collection = ?').run(id);
  }
}
