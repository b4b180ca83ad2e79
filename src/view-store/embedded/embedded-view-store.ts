import type { Position } from '../../domain/kernel/event.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { Database } from '../../sqlite/database.js';
import type { CatalogEntry, Indexes, ViewFilter, ViewQuery, ViewRecord, ViewStore, ViewWrite } from '../view-store.js';
import { Bookkeeping } from './bookkeeping.js';
import { countSql, findSql } from './query-sql.js';
import { contentOf, fromRow, RECORD_COLUMNS, type RecordRow } from './records.js';
import { Statements } from './statements.js';
import { tableName } from './table.js';
import { Tables } from './tables.js';

/** Keys asked for at once. */
const LOAD_CHUNK = 2_000;

/**
 * The views in one SQLite file of this process, or in memory (`:memory:`) for a throwaway fold of the past. A call is a transaction.
 *
 * `synchronous=NORMAL`: a power cut may take back the newest transactions, but only from the end, in the order of the write-ahead log. A
 * checkpoint stands in that same log behind its documents, so it never outlives them; what is lost is folded again from the event log.
 *
 * Errors of opening: those of Database.
 */
export class EmbeddedViewStore implements ViewStore {
  private readonly database: Database;
  private readonly statements: Statements;
  private readonly tables: Tables;
  private readonly bookkeeping: Bookkeeping;
  private closed = false;

  /** `now` gives milliseconds and decides when leases end. */
  constructor(file: string, now: () => number = Date.now) {
    this.database = new Database(file, { synchronous: 'NORMAL' });
    this.statements = new Statements(this.database);
    this.tables = new Tables(this.database, this.statements);
    this.bookkeeping = new Bookkeeping(this.database, this.statements, now);
  }

  async create(collection: string, indexes: Indexes): Promise<void> {
    this.assertOpen();
    this.tables.create(collection, indexes);
  }

  async drop(collection: string): Promise<void> {
    this.assertOpen();
    this.tables.drop(collection);
  }

  async collections(): Promise<readonly string[]> {
    this.assertOpen();
    return this.tables.names();
  }

  async load<D extends object>(collection: string, keys: readonly string[]): Promise<ReadonlyMap<string, ViewRecord<D>>> {
    const table = this.tableOf(collection);
    const select = `SELECT ${RECORD_COLUMNS} FROM ${table} WHERE key IN (SELECT value FROM json_each(?))`;
    const found = new Map<string, ViewRecord<D>>();
    for (let start = 0; start < keys.length; start += LOAD_CHUNK) {
      const rows = this.statements.of<RecordRow>(select).all(JSON.stringify(keys.slice(start, start + LOAD_CHUNK)));
      for (const row of rows) found.set(row[0], fromRow<D>(row));
    }
    return found;
  }

  async write(collection: string, records: readonly ViewWrite[]): Promise<readonly string[]> {
    const table = this.tableOf(collection);
    const insert = this.statements.of(`INSERT INTO ${table}(${RECORD_COLUMNS}) VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING`);
    const replace = this.statements.of(
      `UPDATE ${table} SET position = ?2, document = ?3, parked = ?4 WHERE key = ?1 AND position < ?2`,
    );
    const isBehind = this.statements.of(`SELECT 1 FROM ${table} WHERE key = ? AND position < ?`);
    return this.database.transaction(() =>
      records.flatMap((record) => {
        const { key, position, existed } = record;
        const { changes } = (existed ? replace : insert).run(key, position, ...contentOf(record));
        return changes === 0 && !existed && isBehind.get(key, position) ? [key] : [];
      }),
    );
  }

  async amend(collection: string, record: ViewRecord): Promise<boolean> {
    const update = `UPDATE ${this.tableOf(collection)} SET document = ?, parked = ? WHERE key = ? AND position = ?`;
    return this.statements.of(update).run(...contentOf(record), record.key, record.position).changes === 1;
  }

  async find<D extends object>(collection: string, query: ViewQuery): Promise<readonly { key: string; document: D }[]> {
    this.assertOpen();
    const { text, parameters } = findSql(this.tables.get(collection), query);
    const rows = this.statements.of<[string, string]>(text).all(...parameters);
    return rows.map(([key, document]) => ({ key, document: JSON.parse(document) as D }));
  }

  async count(collection: string, filter: ViewFilter): Promise<number> {
    this.assertOpen();
    const { text, parameters } = countSql(this.tables.get(collection), filter);
    return this.statements.of<[number]>(text).get(...parameters)![0];
  }

  async parked(collection: string, limit: number): Promise<readonly ViewRecord[]> {
    const select = `SELECT ${RECORD_COLUMNS} FROM ${this.tableOf(collection)} WHERE parked IS NOT NULL ORDER BY key LIMIT ?`;
    return this.statements.of<RecordRow>(select).all(limit).map(fromRow);
  }

  async checkpoint(collection: string): Promise<Position | null> {
    this.assertOpen();
    return this.bookkeeping.checkpoint(collection);
  }

  async saveCheckpoint(collection: string, position: Position): Promise<void> {
    this.assertOpen();
    this.bookkeeping.saveCheckpoint(this.tables.get(collection).id, position);
  }

  async catalog(): Promise<readonly CatalogEntry[]> {
    this.assertOpen();
    return this.bookkeeping.catalog();
  }

  async saveCatalog(entry: CatalogEntry): Promise<boolean> {
    this.assertOpen();
    return this.bookkeeping.saveCatalog(entry);
  }

  async lease(name: string, owner: string, milliseconds: number): Promise<boolean> {
    this.assertOpen();
    return this.bookkeeping.lease(name, owner, milliseconds);
  }

  async release(name: string, owner: string): Promise<void> {
    this.assertOpen();
    this.bookkeeping.release(name, owner);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.database.close();
  }

  private tableOf(collection: string): string {
    this.assertOpen();
    return tableName(this.tables.get(collection));
  }

  private assertOpen(): void {
    if (this.closed) throw new RapportError('VIEWS_UNAVAILABLE', 'The view store is closed');
  }
}
