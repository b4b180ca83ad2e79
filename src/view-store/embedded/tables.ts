import { RapportError } from '../../domain/kernel/errors.js';
import type { Database, Statement } from '../../sqlite/database.js';
import type { IndexFields } from '../index-choice.js';
import { checkCollectionName, checkFieldName } from '../names.js';
import type { Indexes } from '../view-store.js';
import { columnsOf } from './records.js';
import { DOCUMENT_COLUMNS, type DocumentColumns, type StoredDocuments } from './stored-documents.js';

/**
 * Where a collection's records are. The table is named by number: SQLite does not tell `Tickets` from `tickets`.
 * `document` is null for a tombstone, `parked` where nothing waits.
 */
export interface Table {
  readonly id: number;
  readonly indexes: readonly IndexFields[];
}

/** What SQLite calls it, quoted. */
export const tableName = ({ id }: Pick<Table, 'id'>) => `"view_${id}"`;
/** Holds the keys in order; SQLite makes it for the primary key. */
export const keyIndexName = ({ id }: Pick<Table, 'id'>) => `"sqlite_autoindex_view_${id}_1"`;
/** What SQLite calls the index of these fields, quoted: the fields are read back from it. */
export const indexName = ({ id }: Pick<Table, 'id'>, fields: IndexFields) => `"view_${id}(${fields.join(',')})"`;
/**
 * A field of a declared index has a column of its own, filled from the document when it is written: SQLite seeks by a pair of columns
 * `(due, key) > (?, ?)` but not by a pair with an expression in it, and a computed column would be parsed out of the JSON again for every index.
 */
export const fieldColumn = (field: string) => `"f:${field}"`;
/** Tombstones and parked records are rare: each has a small index of its own, and tombstones are in none of the declared ones. */
const createTable = (table: Pick<Table, 'id'>) => `
  CREATE TABLE ${tableName(table)}(key TEXT NOT NULL PRIMARY KEY, position TEXT NOT NULL, document TEXT, parked TEXT);
  CREATE INDEX "view_${table.id}:tombstones" ON ${tableName(table)}(key) WHERE document IS NULL;
  CREATE INDEX "view_${table.id}:parked" ON ${tableName(table)}(key) WHERE parked IS NOT NULL;`;
const addFieldColumn = (table: Pick<Table, 'id'>, field: string) =>
  `ALTER TABLE ${tableName(table)} ADD COLUMN ${fieldColumn(field)}`;
/** The fields that have columns, in the order in which records are written. */
export const columnFields = ({ indexes }: Pick<Table, 'indexes'>): readonly string[] => [...new Set(indexes.flat())];
/**
 * A document that lacks the first field is not in the index: whoever asks by it asks for a value. A view of several kinds of documents has each
 * in its own indexes alone.
 */
const createIndex = (table: Pick<Table, 'id'>, fields: IndexFields) =>
  `CREATE INDEX ${indexName(table, fields)} ON ${tableName(table)}(${[...fields.map(fieldColumn), 'key'].join(', ')}) WHERE ${isIndexed(fields).join(' AND ')}`;
/** What holds of every document in an index. A query by the index says it too, else SQLite does not see that the index will do. */
export const isIndexed = ([first]: IndexFields): readonly string[] => [
  'document IS NOT NULL',
  ...(first === undefined ? [] : [`${fieldColumn(first)} IS NOT NULL`]),
];

const MOST = 500;

/** Prepared statements by their text, so that each shape of a query is compiled once. The least recently used ones go when there are too many. */
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

/** Documents held in memory while a column is filled from them. */
const FILL_BATCH = 500;

/** Which collections there are. Only the file's owner makes and drops them; whoever reads beside it learns of new ones when asked for one. */
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

  /** Makes the table, and the indexes that it does not have yet. */
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

  /** Filled from what is there. */
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
