import { Database, type SqlValue } from '../../sqlite/database.js';
import { WrittenFile } from '../../sqlite/opened-file.js';
import { columnFields, fieldColumn, type Table, tableName, type Statements } from './tables.js';
import type { Position } from '../../domain/kernel/event.js';
import type { CatalogEntry, Indexes, ViewRecord, ViewStore, ViewWrite } from '../view-store.js';
import { EmbeddedViewReader } from './embedded-view-reader.js';
import { columnsOf } from './records.js';
import { BLOCKS_TABLE, IN_BLOCK } from './document-blocks.js';
import { DICTIONARIES_TABLE, type StoredDocument } from './stored-documents.js';
import { WriteCount } from './write-count.js';

/** Creates the tables for collections and their checkpoints, the catalog, and leases. */
export function prepareSchema(database: Database): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS collections(
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, indexes TEXT NOT NULL, checkpoint TEXT);
    CREATE TABLE IF NOT EXISTS catalog(projection TEXT NOT NULL PRIMARY KEY, revision INTEGER NOT NULL, entry TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS leases(name TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, expires_at INTEGER NOT NULL);
    ${DICTIONARIES_TABLE};
    ${BLOCKS_TABLE};
    -- The file has one owner, and that is us now: whoever held a lease is dead, and nobody must wait for it to run out.
    DELETE FROM leases`);
}

/** The statements that write a record. Their parameters are key, position, document, parked, and then the columns of the fields. */
export function writeSql(table: Table, fields: readonly string[]) {
  const name = tableName(table);
  const columns = ['key', 'position', 'document', 'parked', ...fields.map(fieldColumn)];
  const content = columns.map((column, index) => `${column} = ?${index + 1}`).slice(2);
  return {
    insert: `INSERT INTO ${name}(${columns.join(', ')}) VALUES(${columns.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`,
    replace: `UPDATE ${name} SET ${['position = ?2', ...content].join(', ')} WHERE key = ?1 AND position < ?2`,
    amend: `UPDATE ${name} SET ${content.join(', ')} WHERE key = ?1 AND position = ?2`,
    inBlock: `SELECT document FROM ${name} WHERE key = ? AND ${IN_BLOCK}`,
    isBehind: `SELECT 1 FROM ${name} WHERE key = ? AND position < ?`,
  };
}

const rowOf = (
  fields: readonly string[],
  { key, position, document, parked }: ViewRecord,
  stored: StoredDocument | null,
): readonly SqlValue[] => [key, position, stored, parked ? JSON.stringify(parked) : null, ...columnsOf(document, fields)];

/**
 * A catch-up writes the same pages repeatedly. With this many pages between checkpoints, each is copied into the file once, not every
 * four megabytes.
 */
const CHECKPOINT_PAGES = 8_000;

/**
 * The views in one SQLite file owned by this process, or in memory (`:memory:`) for a temporary fold of the past. The writes of one turn
 * of the event loop are one transaction.
 *
 * `synchronous=NORMAL`: a power cut may lose the newest transactions, but only from the end, in the order of the write-ahead log. A
 * checkpoint follows its documents in that log, so it never outlives them; what is lost is folded again from the event log.
 *
 * Errors of opening: those of Database.
 */
export class EmbeddedViewStore extends EmbeddedViewReader implements ViewStore {
  private readonly bookkeeping: Bookkeeping;
  private readonly commits: JoinedCommits;
  /** Undefined for `:memory:`. */
  private readonly file: WrittenFile | undefined;

  /** `now` returns milliseconds and decides when leases expire. */
  constructor(file: string, written = new WriteCount(), now: () => number = Date.now) {
    const shared = file !== ':memory:';
    const database = new Database(file, { synchronous: 'NORMAL', checkpointPages: CHECKPOINT_PAGES, shared });
    prepareSchema(database);
    const opened = shared ? new WrittenFile(file, written.writes) : undefined;
    super(database, opened, written);
    this.file = opened;
    this.commits = new JoinedCommits((work) => this.writing(() => database.transaction(work)));
    this.bookkeeping = new Bookkeeping(this.statements, now);
  }

  async create(collection: string, indexes: Indexes): Promise<void> {
    this.assertOpen();
    this.writing(() => this.tables.create(collection, indexes));
  }

  async drop(collection: string): Promise<void> {
    this.assertOpen();
    this.writing(() => this.tables.drop(collection));
    this.written.raise();
  }

  async write(collection: string, records: readonly ViewWrite[]): Promise<readonly string[]> {
    const table = this.found(collection);
    const fields = columnFields(table);
    const { insert, replace, inBlock, isBehind } = writeSql(table, fields);
    const documents = records.map(({ document }) => document);
    this.writing(() => this.documents.learn(table, documents));
    return this.commits.join(() => {
      const behind: string[] = [];
      for (const [record, stored] of this.documents.storeAll(table, records)) {
        const { key, position, existed } = record;
        const before = existed ? this.statements.of<[StoredDocument]>(inBlock).get(key)?.[0] : undefined;
        const { changes } = this.statements.of(existed ? replace : insert).run(...rowOf(fields, record, stored));
        this.documents.release(changes === 0 ? stored : before);
        if (changes === 0 && !existed && this.statements.of(isBehind).get(key, position)) behind.push(key);
      }
      return behind;
    });
  }

  async amend(collection: string, record: ViewRecord): Promise<boolean> {
    const table = this.found(collection);
    const fields = columnFields(table);
    const { amend, inBlock } = writeSql(table, fields);
    return this.commits.join(() => {
      const before = this.statements.of<[StoredDocument]>(inBlock).get(record.key)?.[0];
      const stored = this.documents.store(table, record.document);
      const { changes } = this.statements.of(amend).run(...rowOf(fields, record, stored));
      if (changes === 1) this.documents.release(before);
      return changes === 1;
    });
  }

  async saveCheckpoint(collection: string, position: Position): Promise<void> {
    const { id } = this.found(collection);
    await this.commits.join(() => this.bookkeeping.saveCheckpoint(id, position));
    this.written.raise();
  }

  async saveCatalog(entry: CatalogEntry): Promise<boolean> {
    this.assertOpen();
    return this.writing(() => this.bookkeeping.saveCatalog(entry));
  }

  async lease(name: string, owner: string, milliseconds: number): Promise<boolean> {
    this.assertOpen();
    return this.writing(() => this.bookkeeping.lease(name, owner, milliseconds));
  }

  async release(name: string, owner: string): Promise<void> {
    this.assertOpen();
    this.writing(() => this.bookkeeping.release(name, owner));
  }

  async isLeased(name: string): Promise<boolean> {
    this.assertOpen();
    return this.bookkeeping.isLeased(name);
  }

  override async close(): Promise<void> {
    this.closed = true;
    await this.commits.idle();
    try {
      await super.close();
    } finally {
      this.file?.close();
    }
  }

  /**
   * Every change of the file goes through here. Before it, checks whether another program has overwritten the file; after it, records the
   * change as our own.
   */
  private writing<T>(work: () => T): T {
    this.requireInPlace();
    return this.file ? this.file.write(work) : work();
  }
}

/** Writes checkpoints, the catalog and leases. */
class Bookkeeping {
  constructor(
    private readonly statements: Statements,
    private readonly now: () => number,
  ) {}

  /** Never moves backwards: ignores the older page of a late writer. */
  saveCheckpoint(id: number, position: Position): void {
    const update = 'UPDATE collections SET checkpoint = ?2 WHERE id = ?1 AND (checkpoint IS NULL OR checkpoint < ?2)';
    this.statements.of(update).run(id, position);
  }

  saveCatalog(entry: CatalogEntry): boolean {
    const first = entry.revision === 1;
    const sql = first
      ? 'INSERT INTO catalog(projection, revision, entry) VALUES(?1, ?2, ?3) ON CONFLICT DO NOTHING'
      : 'UPDATE catalog SET revision = ?2, entry = ?3 WHERE projection = ?1 AND revision = ?2 - 1';
    return this.statements.of(sql).run(entry.projection, entry.revision, JSON.stringify(entry)).changes === 1;
  }

  lease(name: string, owner: string, milliseconds: number): boolean {
    const now = this.now();
    const take = `INSERT INTO leases(name, owner, expires_at) VALUES(?, ?, ?)
      ON CONFLICT DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at WHERE owner = excluded.owner OR expires_at <= ?`;
    return this.statements.of(take).run(name, owner, now + milliseconds, now).changes === 1;
  }

  release(name: string, owner: string): void {
    this.statements.of('DELETE FROM leases WHERE name = ? AND owner = ?').run(name, owner);
  }

  isLeased(name: string): boolean {
    return this.statements.of('SELECT 1 FROM leases WHERE name = ? AND expires_at > ?').get(name, this.now()) !== undefined;
  }
}

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Joins the writes of one turn of the event loop into one transaction: a page goes into eight collections, and a commit costs more than a
 * record. Either all writes of a turn succeed, or none does and each caller receives the error.
 */
export class JoinedCommits {
  private waiting: Waiting[] = [];
  private turn: Promise<void> | undefined;

  /** @param transaction runs the work in one transaction */
  constructor(private readonly transaction: <T>(work: () => T) => T) {}

  join<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, resolve: resolve, reject });
      this.turn ??= new Promise((done) => {
        setImmediate(() => {
          this.commit();
          done();
        });
      });
    });
  }

  /** Resolves when no writes are pending. */
  async idle(): Promise<void> {
    while (this.turn) await this.turn;
  }

  private commit(): void {
    const joined = this.waiting;
    this.waiting = [];
    this.turn = undefined;
    try {
      const results = this.transaction(() => joined.map(({ work }) => work()));
      joined.forEach(({ resolve }, index) => resolve(results[index] as never));
    } catch (error) {
      for (const { reject } of joined) reject(error);
    }
  }
}
