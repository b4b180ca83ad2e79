import { RapportError } from '../../domain/kernel/errors.js';
import type { Database, Statement } from '../../sqlite/database.js';
import type { IndexFields } from '../index-choice.js';
import { checkCollectionName, checkFieldName } from '../names.js';
import type { Indexes } from '../view-store.js';
import { columnsOf } from './records.js';
import { DOCUMENT_COLUMNS, type DocumentColumns, type StoredDocuments } from './stored-documents.js';

/**
 * The table of a collection's records. It is named by number, because SQLite does not distinguish `Tickets` from `tickets`. `document` is
 * null for a tombstone, `parked` is null where no event waits.
 */
export interface Table {
  readonly id: number;
  readonly indexes: readonly IndexFields[];
}

/** The table's name in SQLite, quoted. */
export const tableName = ({ id }: Pick<Table, 'id'>) => `"view_${id}"`;
/** The index of the keys, which SQLite creates for the primary key. */
export const keyIndexName = ({ id }: Pick<Table, 'id'>) => `"sqlite_autoindex_view_${id}_1"`;
/** The name of the index in SQLite, quoted. It contains the fields. */
export const indexName = ({ id }: Pick<Table, 'id'>, fields: IndexFields) => `"view_${id}(${fields.join(',')})"`;
/**
 * Each field of a declared index has its own column, filled when the document is written. SQLite seeks by a pair of columns `(due, key) >
 * (?, ?)` but not by a pair with an expression in it, and it would parse a computed column from the JSON again for every index.
 */
export const fieldColumn = (field: string) => `"f:${field}"`;
/** Tombstones and parked records are rare: each kind has its own small index. The declared indexes exclude tombstones. */
const createTable = (table: Pick<Table, 'id'>) => `
  CREATE TABLE ${tableName(table)}(key TEXT NOT NULL PRIMARY KEY, position TEXT NOT NULL, document TEXT, parked TEXT);
  CREATE INDEX "view_${table.id}:tombstones" ON ${tableName(table)}(key) WHERE document IS NULL;
  CREATE INDEX "view_${table.id}:parked" ON ${tableName(table)}(key) WHERE parked IS NOT NULL;`;
const addFieldColumn = (table: Pick<Table, 'id'>, field: string) =>
  `ALTER TABLE ${tableName(table)} ADD COLUMN ${fieldColumn(field)}`;
/** The fields that have columns, in the order in which records are written. */
export const columnFields = ({ indexes }: Pick<Table, 'indexes'>): readonly string[] => [...new Set(indexes.flat())];
/**
 * The index excludes documents that lack its first field, since a query by that field always asks for a value. In a view with several
 * kinds of documents, each kind is therefore only in its own indexes.
 */
const createIndex = (table: Pick<Table, 'id'>, fields: IndexFields) =>
  `CREATE INDEX ${indexName(table, fields)} ON ${tableName(table)}(${[...fields.map(fieldColumn), 'key'].join(', ')}) WHERE ${isIndexed(fields).join(' AND ')}`;
/**
 * Conditions that hold for every document in an index. A query that uses the index must repeat them, or SQLite does not recognise that
 * the index applies.
 */
export const isIndexed = ([first]: IndexFields): readonly string[] => [
  'document IS NOT NULL',
  ...(first === undefined ? [] : [`${fieldColumn(first)} IS NOT NULL`]),
];

const MOST = 500;

/** Prepared statements by their SQL text, so that each query shape is compiled once. Evicts the least recently used ones above the limit. */
export class Statements {
  private readonly prepared = new Map<string, Statement>();

  constructor(private readonly database: Database) {}

  of<R extends readonly unknown[]>(sql: string): Statement<R> {
    const statement = this.prepared.get(sql) ?? this.database.prepare(sql);
    this.prepared.delete(sql);
    this.prepared.set(sql, statement);
    if (this.prepared.size > MOST) this.prepared.delete(this.prepared.keys().next().value!);
    return statement as Statement<R>;
  }
}

/** Number of documents held in memory while a new column is filled. */
const FILL_BATCH = 500;

/**
 * The collections of the file. Only the file's owner creates and drops them; a reader in another thread discovers a new one when it is
 * asked for it.
 */
export class Tables {
  private readonly tables = new Map<string, Table>();

  constructor(
    private readonly database: Database,
    private readonly statements: Statements,
    private readonly documents: StoredDocuments,
  ) {
    this.read();
  }

  names(): readonly string[] {
    return this.statements
      .of<[string]>('SELECT name FROM collections ORDER BY name')
      .all()
      .map(([name]) => name);
  }

  /** Errors: NOT_FOUND. */
  get(name: string): Table {
    if (!this.tables.has(name)) this.read();
    const table = this.tables.get(name);
    if (!table) throw new RapportError('NOT_FOUND', `There is no collection "${name}"`, { field: 'collection' });
    return table;
  }

  /** Creates the table, and its missing indexes. */
  create(name: string, declared: Indexes): void {
    checkCollectionName(name);
    const fields = Object.values(declared).filter((index) => index.length > 0);
    fields.flat().forEach(checkFieldName);
    this.tables.set(
      name,
      this.database.transaction(() => this.extend(this.tables.get(name) ?? this.add(name), fields)),
    );
  }

  drop(name: string): void {
    const table = this.tables.get(name);
    if (!table) return;
    this.database.transaction(() => {
      this.statements.of('DELETE FROM collections WHERE id = ?').run(table.id);
      this.documents.forget(table);
      this.database.exec(`DROP TABLE ${tableName(table)}`);
    });
    this.tables.delete(name);
  }

  private read(): void {
    const rows = this.statements.of<[number, string, string]>('SELECT id, name, indexes FROM collections').all();
    for (const [id, name, indexes] of rows) this.tables.set(name, { id, indexes: JSON.parse(indexes) as IndexFields[] });
  }

  private add(name: string): Table {
    this.statements.of(`INSERT INTO collections(name, indexes) VALUES(?, '[]')`).run(name);
    const [id] = this.statements.of<[number]>('SELECT id FROM collections WHERE name = ?').get(name)!;
    this.database.exec(createTable({ id }));
    return { id, indexes: [] };
  }

  private extend(table: Table, declared: readonly IndexFields[]): Table {
    const columns = new Set(table.indexes.flat());
    const indexes = new Map(table.indexes.map((fields) => [fields.join(), fields]));
    for (const fields of declared) {
      for (const field of fields) if (!columns.has(field)) this.addColumn(table, field);
      fields.forEach((field) => columns.add(field));
      if (!indexes.has(fields.join())) this.database.exec(createIndex(table, fields));
      indexes.set(fields.join(), fields);
    }
    const extended = { id: table.id, indexes: [...indexes.values()] };
    this.statements.of('UPDATE collections SET indexes = ? WHERE id = ?').run(JSON.stringify(extended.indexes), table.id);
    return extended;
  }

  /** Adds a column and fills it from the existing documents. */
  private addColumn(table: Table, field: string): void {
    this.database.exec(addFieldColumn(table, field));
    const name = tableName(table);
    const update = this.statements.of(`UPDATE ${name} SET ${fieldColumn(field)} = ? WHERE key = ?`);
    const some = this.statements.of<[string, ...DocumentColumns]>(
      `SELECT key, ${DOCUMENT_COLUMNS} FROM ${name} WHERE key > ? AND document IS NOT NULL ORDER BY key LIMIT ${FILL_BATCH}`,
    );
    for (let rows = some.all(''); rows.length > 0; rows = some.all(rows.at(-1)![0])) {
      for (const [key, ...columns] of rows) update.run(...columnsOf(this.documents.restore(columns), [field]), key);
    }
  }
}
