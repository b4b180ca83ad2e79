import type { SqlValue } from '../../sqlite/database.js';
import { type IndexFields, indexForCount, indexForFind, orderField } from '../index-choice.js';
import type { Scalar, ViewFilter, ViewQuery } from '../view-store.js';
import { DOCUMENT_COLUMNS } from './stored-documents.js';
import { fieldColumn, indexName, isIndexed, keyIndexName, tableName, type Table } from './tables.js';

/** A statement. The text depends only on the query's shape, never on its values, so that each shape is compiled once. */
export interface Sql {
  readonly text: string;
  readonly parameters: readonly SqlValue[];
}

/** A condition with the values of its placeholders. */
type Condition = readonly [text: string, ...parameters: SqlValue[]];

/** Columns store true and false as 1 and 0. */
const toSql = (value: Scalar): SqlValue => (typeof value === 'boolean' ? Number(value) : value);
const isList = (value: Scalar | readonly Scalar[]): value is readonly Scalar[] => Array.isArray(value);

/**
 * A range only contains values of the same type as its bounds, as in MongoDB. SQLite sorts every number before every text, so an open end
 * is closed where the other type begins: at the empty text.
 */
function rangeConditions(
  column: string,
  from: Scalar | undefined,
  before: Scalar | undefined,
  seekable: { from: boolean; before: boolean },
): Condition[] {
  // The plus sign stops SQLite from seeking by this bound, so that it seeks by the cursor, which is further on.
  const lower = seekable.from ? column : `+${column}`;
  const upper = seekable.before ? column : `+${column}`;
  const conditions: Condition[] = [];
  if (from !== undefined) conditions.push([`${lower} >= ?`, toSql(from)]);
  else if (typeof before === 'string') conditions.push([`${lower} >= ''`]);
  if (before !== undefined) conditions.push([`${upper} < ?`, toSql(before)]);
  else if (from !== undefined && typeof from !== 'string') conditions.push([`${upper} < ''`]);
  return conditions;
}

function filterConditions(
  index: IndexFields | null,
  filter: ViewFilter,
  cursor?: { field: string | undefined; descending: boolean },
): Condition[] {
  const equalities = Object.entries(filter.where ?? {}).map(([field, value]): Condition => {
    const column = fieldColumn(field);
    if (isList(value)) return [`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(value)];
    return [`${column} = ?`, toSql(value)];
  });
  const ranges = (filter.ranges ?? []).flatMap(({ field, from, before }) => {
    const behind = cursor !== undefined && cursor.field === field;
    const seekable = { from: !(behind && !cursor.descending), before: !(behind && cursor.descending) };
    return rangeConditions(fieldColumn(field), from, before, seekable);
  });
  return [...isIndexed(index ?? []).map((text): Condition => [text]), ...equalities, ...ranges];
}

function select(what: string, from: string, conditions: readonly Condition[], rest: Condition): Sql {
  const text = `SELECT ${what} FROM ${from} WHERE ${conditions.map(([condition]) => condition).join(' AND ')}${rest[0]}`;
  const parameters = [...conditions, rest].flatMap(([, ...values]) => values);
  return { text, parameters };
}

/**
 * Selects the keys and documents of a page along the index that provides the order. INDEXED BY names the index, since SQLite's own choice
 * may sort. Errors: NOT_INDEXED.
 */
export function findSql(table: Table, query: ViewQuery): Sql {
  const index = indexForFind(table.indexes, query);
  const order = orderField(query);
  const columns = order === undefined ? ['key'] : [fieldColumn(order), 'key'];
  const descending = query.descending ?? false;
  const conditions = filterConditions(index, query, query.after && { field: order, descending });
  if (query.after) {
    const place =
      order === undefined ? [query.after.key] : [query.after.value === null ? null : toSql(query.after.value), query.after.key];
    conditions.push([`(${columns.join(', ')}) ${descending ? '<' : '>'} (${place.map(() => '?').join(', ')})`, ...place]);
  }
  const direction = descending ? ' DESC' : '';
  const from = `${tableName(table)} INDEXED BY ${index ? indexName(table, index) : keyIndexName(table)}`;
  return select(`key, ${DOCUMENT_COLUMNS}`, from, conditions, [
    ` ORDER BY ${columns.map((column) => column + direction).join(', ')} LIMIT ?`,
    query.limit,
  ]);
}

/** Errors: NOT_INDEXED. */
export function countSql(table: Table, filter: ViewFilter): Sql {
  const index = indexForCount(table.indexes, filter);
  const name = tableName(table);
  // Both counts scan an index of keys; a count of live documents would read all of them.
  if (!index)
    return {
      text: `SELECT (SELECT count(*) FROM ${name}) - (SELECT count(*) FROM ${name} WHERE document IS NULL)`,
      parameters: [],
    };
  return select('count(*)', `${name} INDEXED BY ${indexName(table, index)}`, filterConditions(index, filter), ['']);
}

/** Selects the keys that a count scans, narrowed by the conditions on columns. Errors: NOT_INDEXED. */
export function countedKeysSql(table: Table, filter: ViewFilter, columns: ViewFilter): Sql {
  const index = indexForCount(table.indexes, filter);
  const from = `${tableName(table)} INDEXED BY ${index ? indexName(table, index) : keyIndexName(table)}`;
  return select('key', from, filterConditions(index, columns), ['']);
}
