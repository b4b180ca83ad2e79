import type { IndexFields } from '../index-choice.js';

/**
 * Where a collection's records are. The table is named by number: SQLite does not tell `Tickets` from `tickets`.
 * `document` is null for a tombstone, `parked` where nothing waits.
 */
export interface Table {
  readonly id: number;
  readonly indexes: readonly IndexFields[];
}

export const tableName = ({ id }: Pick<Table, 'id'>) => `"view_${id}"`;
/** Holds the keys in order; SQLite makes it for the primary key. */
export const keyIndexName = ({ id }: Pick<Table, 'id'>) => `"sqlite_autoindex_view_${id}_1"`;
export const indexName = ({ id }: Pick<Table, 'id'>, fields: IndexFields) => `"view_${id}(${fields.join(',')})"`;
/**
 * A field of a declared index has a column of its own, filled from the document when it is written: SQLite seeks by a pair of columns
 * `(due, key) > (?, ?)` but not by a pair with an expression in it, and a computed column would be parsed out of the JSON again for every index.
 */
export const fieldColumn = (field: string) => `"f:${field}"`;
/** Tombstones and parked records are rare: each has a small index of its own, and tombstones are in none of the declared ones. */
export const createTable = (table: Pick<Table, 'id'>) => `
  CREATE TABLE ${tableName(table)}(key TEXT NOT NULL PRIMARY KEY, position TEXT NOT NULL, document TEXT, parked TEXT);
  CREATE INDEX "view_${table.id}:tombstones" ON ${tableName(table)}(key) WHERE document IS NULL;
  CREATE INDEX "view_${table.id}:parked" ON ${tableName(table)}(key) WHERE parked IS NOT NULL;`;
export const addFieldColumn = (table: Pick<Table, 'id'>, field: string) =>
  `ALTER TABLE ${tableName(table)} ADD COLUMN ${fieldColumn(field)}`;
/** The fields that have columns, in the order in which records are written. */
export const columnFields = ({ indexes }: Pick<Table, 'indexes'>): readonly string[] => [...new Set(indexes.flat())];
/**
 * A document that lacks the first field is not in the index: whoever asks by it asks for a value. A view of several kinds of documents has each
 * in its own indexes alone.
 */
export const createIndex = (table: Pick<Table, 'id'>, fields: IndexFields) =>
  `CREATE INDEX ${indexName(table, fields)} ON ${tableName(table)}(${[...fields.map(fieldColumn), 'key'].join(', ')}) WHERE ${isIndexed(fields).join(' AND ')}`;
/** What holds of every document in an index. A query by the index says it too, else SQLite does not see that the index will do. */
export const isIndexed = ([first]: IndexFields): readonly string[] => [
  'document IS NOT NULL',
  ...(first === undefined ? [] : [`${fieldColumn(first)} IS NOT NULL`]),
];
