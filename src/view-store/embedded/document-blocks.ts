import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { Statements, Table } from './tables.js';

/** What a row holds in place of a document that is in a block. No JSON of a document begins so. */
export type BlockReference = `#${number}.${number}`;

/**
 * Characters from which a block is full. The more, the longer it takes to open one for a single document; most of these are inflated in one go of zlib
 * (16 KiB), and deflated they fill a page of the file.
 */
export const BLOCK_CHARACTERS = 15_000;

/** Blocks kept open: what was made together is often asked for together. */
const KEPT_OPEN = 32;

/** `live`: how many rows refer to it. Numbers are never used again, so that what a block was seen to hold stays true. */
export const BLOCKS_TABLE = `
  CREATE TABLE IF NOT EXISTS blocks(
    number INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, live INTEGER NOT NULL, content BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS blocks_of_collection ON blocks(collection)`;

/** Whether a row refers to a block: `#` comes before `$`, the `{` of a document after it, and in SQLite bytes come after every text. */
export const IN_BLOCK = `document < '$'`;
/** The content of the block that a row refers to, else null. In one statement with the row: by the next one the block may be gone. */
export const BLOCK_COLUMN = `CASE WHEN ${IN_BLOCK} THEN (SELECT content FROM blocks WHERE number = CAST(substr(document, 2) AS INTEGER)) END`;

export const isReference = (stored: unknown): stored is BlockReference => typeof stored === 'string' && stored.startsWith('#');
const numbersIn = (reference: BlockReference) => reference.slice(1).split('.').map(Number) as [block: number, place: number];

/** Documents that were made together, deflated as one text. (docs/decisions/0026) */
export class DocumentBlocks {
  private readonly opened = new LRUCache<number, readonly string[]>({ max: KEPT_OPEN });

  constructor(private readonly statements: Statements) {}

  /** Writes a block of these documents; returns what their rows are to hold. */
  add({ id }: Table, documents: readonly string[]): readonly BlockReference[] {
    // A line break within a text is written as \n.
    const content = deflateRawSync(documents.join('\n'), { level: 1 });
    const insert = 'INSERT INTO blocks(collection, live, content) VALUES(?, ?, ?) RETURNING number';
    const [number] = this.statements.of<[number]>(insert).get(id, documents.length, content)!;
    return documents.map((_, place): BlockReference => `#${number}.${place}`);
  }

  /** @param content of the block that is referred to */
  documentIn(reference: BlockReference, content: Uint8Array): string {
    const [number, place] = numbersIn(reference);
    let documents = this.opened.get(number);
    if (!documents) {
      documents = inflateRawSync(content).toString().split('\n');
      this.opened.set(number, documents);
    }
    return documents[place]!;
  }

  /** No row refers to this any more. The block goes with its last document. */
  release(reference: BlockReference): void {
    const [number] = numbersIn(reference);
    const update = 'UPDATE blocks SET live = live - 1 WHERE number = ? RETURNING live';
    const [live] = this.statements.of<[number]>(update).get(number)!;
    if (live === 0) this.statements.of('DELETE FROM blocks WHERE number = ?').run(number);
  }

  /** A collection is gone. */
  forget({ id }: Pick<Table, 'id'>): void {
    this.statements.of('DELETE FROM blocks WHERE collection = ?').run(id);
  }
}
