import type { Position } from '../../domain/kernel/event.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { Database } from '../../sqlite/database.js';
import type { OpenedFile } from '../../sqlite/opened-file.js';
import { orderField } from '../index-choice.js';
import type { CatalogEntry, Scalar, ViewFilter, ViewQuery, ViewRecord, ViewStoreReader } from '../view-store.js';
import { countedKeysSql, countSql, findSql } from './query-sql.js';
import { fromRow, RECORD_COLUMNS, type RecordRow, valueAt } from './records.js';
import { type DocumentColumns, StoredDocuments } from './stored-documents.js';
import { Statements, columnFields, type Table, tableName, Tables } from './tables.js';
import type { WriteCount } from './write-count.js';
import { checkFieldName } from '../names.js';

/** Number of keys to load in one query: each row brings its block of some kilobytes. */
const LOAD_CHUNK = 500;
/** Number of documents to read at a time when a filter names a field that is in no index. */
const READ_BATCH = 500;

/** Reads the views in a SQLite file, for its owner or for another thread of the owner's process. */
export class EmbeddedViewReader implements ViewStoreReader {
  protected readonly statements: Statements;
  protected readonly tables: Tables;
  protected readonly documents: StoredDocuments;
  protected closed = false;
  private cached: { readonly count: number; readonly checkpoints: ReadonlyMap<string, Position> } | undefined;

  /**
   * @param opened undefined for `:memory:`
   * @param written counter that the writer of the file raises
   */
  constructor(
    protected readonly database: Database,
    private readonly opened: OpenedFile | undefined,
    protected readonly written: WriteCount,
  ) {
    this.statements = new Statements(database);
    this.documents = new StoredDocuments(database, this.statements);
    this.tables = new Tables(database, this.statements, this.documents);
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
      for (const row of rows) found.set(row[0], fromRow<D>(row, this.documents));
    }
    return found;
  }

  async find<D extends object>(collection: string, query: ViewQuery): Promise<readonly { key: string; document: D }[]> {
    const table = this.found(collection);
    const { columns, documents } = splitFilter(table, query);
    if (!documents) return this.page<D>(table, query);
    const found: { key: string; document: D }[] = [];
    for (let after = query.after; ;) {
      const page = this.page<D>(table, { ...query, ...columns, limit: READ_BATCH, ...(after && { after }) });
      found.push(...page.filter(({ document }) => documents(document)));
      const last = page.at(-1);
      if (last === undefined || page.length < READ_BATCH || found.length >= query.limit) return found.slice(0, query.limit);
      const order = orderField(query);
      after = { key: last.key, value: order === undefined ? null : (valueAt(last.document, order) as Scalar) };
    }
  }

  private page<D extends object>(table: Table, query: ViewQuery): { key: string; document: D }[] {
    const { text, parameters } = findSql(table, query);
    const rows = this.statements.of<[string, ...DocumentColumns]>(text).all(...parameters);
    return rows.map(([key, ...columns]) => ({ key, document: this.documents.restore<D>(columns) }));
  }

  async count(collection: string, filter: ViewFilter): Promise<number> {
    const table = this.found(collection);
    const { columns, documents } = splitFilter(table, filter);
    if (!documents) {
      const { text, parameters } = countSql(table, filter);
      return this.statements.of<[number]>(text).get(...parameters)![0];
    }
    const { text, parameters } = countedKeysSql(table, filter, columns);
    const keys = this.statements.of<[string]>(text).all(...parameters);
    let count = 0;
    for (let start = 0; start < keys.length; start += READ_BATCH) {
      const some = keys.slice(start, start + READ_BATCH).map(([key]) => key);
      for (const { document } of (await this.load(collection, some)).values()) if (document && documents(document)) count += 1;
    }
    return count;
  }

  async parked(collection: string, limit: number): Promise<readonly ViewRecord[]> {
    const select = `SELECT ${RECORD_COLUMNS} FROM ${this.tableOf(collection)} WHERE parked IS NOT NULL ORDER BY key LIMIT ?`;
    return this.statements
      .of<RecordRow>(select)
      .all(limit)
      .map((row) => fromRow(row, this.documents));
  }

  async checkpoint(collection: string): Promise<Position | null> {
    this.assertOpen();
    return this.statements.of<[string | null]>('SELECT checkpoint FROM collections WHERE name = ?').get(collection)?.[0] ?? null;
  }

  /** Cached: every query reads them, and they change only with a page. */
  async checkpoints(): Promise<ReadonlyMap<string, Position>> {
    this.assertOpen();
    const count = this.written.now;
    if (this.cached?.count !== count) {
      const select = 'SELECT name, checkpoint FROM collections WHERE checkpoint IS NOT NULL';
      this.cached = { count, checkpoints: new Map(this.statements.of<[string, string]>(select).all()) };
    }
    return this.cached.checkpoints;
  }

  async catalog(): Promise<readonly CatalogEntry[]> {
    this.assertOpen();
    const rows = this.statements.of<[string]>('SELECT entry FROM catalog ORDER BY projection').all();
    return rows.map(([entry]) => JSON.parse(entry) as CatalogEntry);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.database.close();
  }

  protected found(collection: string): Table {
    this.assertOpen();
    return this.tables.get(collection);
  }

  protected tableOf(collection: string): string {
    return tableName(this.found(collection));
  }

  protected assertOpen(): void {
    if (this.closed) throw new RapportError('VIEWS_UNAVAILABLE', 'The view store is closed');
    this.requireInPlace();
  }

  protected requireInPlace(): void {
    const changed = this.opened?.changed();
    if (changed === undefined) return;
    throw new RapportError(
      'VIEWS_UNAVAILABLE',
      `The files of the views were removed or replaced while they were open: ${changed}`,
      {
        remedy: 'Put the original files back, or start Rapport again: missing views are rebuilt from the event log.',
      },
    );
  }
}

/** A filter, split into conditions on fields that have columns and the others, for which each document has to be read. */
interface SplitFilter {
  readonly columns: ViewFilter;
  /** Undefined when the columns cover the whole filter. */
  readonly documents: ((document: object) => boolean) | undefined;
}

function splitFilter(table: Table, { where = {}, ranges = [] }: ViewFilter): SplitFilter {
  [...Object.keys(where), ...ranges.map(({ field }) => field)].forEach(checkFieldName);
  const fields = new Set(columnFields(table));
  const equal = Object.entries(where);
  const columns = {
    where: Object.fromEntries(equal.filter(([field]) => fields.has(field))),
    ranges: ranges.filter(({ field }) => fields.has(field)),
  };
  const others = {
    where: equal.filter(([field]) => !fields.has(field)),
    ranges: ranges.filter(({ field }) => !fields.has(field)),
  };
  if (others.where.length + others.ranges.length === 0) return { columns, documents: undefined };
  const documents = (document: object) =>
    others.where.every(([field, wanted]) => ([wanted].flat() as unknown[]).includes(valueAt(document, field))) &&
    others.ranges.every(({ field, from, before }) => isBetween(valueAt(document, field), from, before));
  return { columns, documents };
}

/** A range only contains values of the same type as its bounds. */
const isBetween = (value: unknown, from: Scalar | undefined, before: Scalar | undefined): boolean =>
  (from === undefined || (typeof value === typeof from && (value as Scalar) >= from)) &&
  (before === undefined || (typeof value === typeof before && (value as Scalar) < before));
