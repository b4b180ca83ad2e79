import type { Position } from '../../domain/kernel/event.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { Database } from '../../sqlite/database.js';
import type { CatalogEntry, Indexes, ViewFilter, ViewQuery, ViewRecord, ViewStore, ViewWrite } from '../view-store.js';
import { Bookkeeping } from './bookkeeping.js';
import { countSql, findSql } from './query-sql.js';
import { columnsOf, contentOf, fromRow, RECORD_COLUMNS, type RecordRow } from './records.js';
import { JoinedCommits } from './joined-commits.js';
import { Statements } from './statements.js';
import { columnFields, tableName, type Table } from './table.js';
import { Tables } from './tables.js';
import { writeSql } from './write-sql.js';

/** A catch-up writes the same pages again and again: each should be copied into the file once, not every four megabytes. */
const CHECKPOINT_PAGES = 8_000;
/** Keys asked for at once. */
const LOAD_CHUNK = 2_000;

/**
 * The views in one SQLite file of this process, or in memory (`:memory:`) for a throwaway fold of the past. The writes of one
 * turn of the event loop are one transaction.
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
  private readonly commits: JoinedCommits;
  private closed = false;

  /** `now` gives milliseconds and decides when leases end. */
  constructor(file: string, now: () => number = Date.now) {
    this.database = new Database(file, { synchronous: 'NORMAL', checkpointPages: CHECKPOINT_PAGES });
    this.statements = new Statements(this.database);
    this.tables = new Tables(this.database, this.statements);
    this.commits = new JoinedCommits(this.database);
    this.bookkeeping = new Bookkeeping(this.database, this.statements, now);
  }

  async create(collection: string, indexes: Indexes): Promise<void> {
    this.assertOpen();
    this.tables.create(collection, indexes);
  }

  async drop(collection: string): Promise<void> {
    this.assertOpen();
    this.tables.drop(collection);
    this.bookkeeping.forget();
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
    const table = this.found(collection);
    const fields = columnFields(table);
    const { insert, replace, isBehind } = writeSql(table, fields);
    const rows = records.map((record) => [
      record.key,
      record.position,
      ...contentOf(record),
      ...columnsOf(record.document, fields),
    ]);
    return this.commits.join(() =>
      records.flatMap(({ key, position, existed }, index) => {
        const { changes } = this.statements.of(existed ? replace : insert).run(...rows[index]!);
        return changes === 0 && !existed && this.statements.of(isBehind).get(key, position) ? [key] : [];
      }),
    );
  }

  async amend(collection: string, record: ViewRecord): Promise<boolean> {
    const table = this.found(collection);
    const fields = columnFields(table);
    const row = [record.key, record.position, ...contentOf(record), ...columnsOf(record.document, fields)];
    return this.commits.join(() => this.statements.of(writeSql(table, fields).amend).run(...row).changes === 1);
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

  async checkpoints(): Promise<ReadonlyMap<string, Position>> {
    this.assertOpen();
    return this.bookkeeping.checkpoints();
  }

  async saveCheckpoint(collection: string, position: Position): Promise<void> {
    this.assertOpen();
    const { id } = this.tables.get(collection);
    await this.commits.join(() => this.bookkeeping.saveCheckpoint(id, position));
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
    await this.commits.idle();
    this.database.close();
  }

  private found(collection: string): Table {
    this.assertOpen();
    return this.tables.get(collection);
  }

  private tableOf(collection: string): string {
    return tableName(this.found(collection));
  }

  private assertOpen(): void {
    if (this.closed) throw new RapportError('VIEWS_UNAVAILABLE', 'The view store is closed');
  }
}
