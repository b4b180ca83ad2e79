import type { Document, Filter, FindOptions } from 'mongodb';
import { orderField, type IndexFields } from '../index-choice.js';
import { checkFieldName } from '../names.js';
import type { ViewFilter, ViewQuery } from '../view-store.js';
import type { StoredRecord } from './records.js';

type Direction = 1 | -1;

/** The path of a document's field in the stored record. @throws RapportError INVALID_INPUT when it is not a field name */
export function fieldPath(field: string): string {
  checkFieldName(field);
  return `d.${field}`;
}

/** The keys of a declared index: its fields, and then the record's key as a tie-breaker. */
export const indexKeys = (fields: IndexFields): Record<string, 1> =>
  Object.fromEntries([...fields.map((field) => [fieldPath(field), 1]), ['_id', 1]]) as Record<string, 1>;
/** The fields of a declared index, from its keys; null for other indexes. */
export const declaredFields = (keys: Document): IndexFields | null => {
  const names = Object.keys(keys);
  const declared = names.length > 1 && names.at(-1) === '_id';
  return declared ? names.slice(0, -1).map((name) => name.slice('d.'.length)) : null;
};

function conditions({ where = {}, ranges = [] }: ViewFilter): Document[] {
  const equal = Object.entries(where).map(([field, value]) => ({
    [fieldPath(field)]: Array.isArray(value) ? { $in: value } : { $eq: value },
  }));
  const bounded = ranges.map(({ field, from, before }) => ({
    [fieldPath(field)]: { ...(from !== undefined && { $gte: from }), ...(before !== undefined && { $lt: before }) },
  }));
  return [...equal, ...bounded];
}

/**
 * Tombstones have no fields, so any condition excludes them; only an empty filter has to exclude them explicitly. This way a count by
 * index need not fetch the records.
 */
export function countFilter(filter: ViewFilter): Filter<StoredRecord> {
  const given = conditions(filter);
  return { $and: given.length > 0 ? given : [{ d: { $ne: null } }] };
}

export interface Find {
  readonly filter: Filter<StoredRecord>;
  readonly options: FindOptions & { readonly sort: Record<string, Direction> };
}

/** Translates a query to MongoDB: existing documents, in the requested order, then by key. */
export function findOf(query: ViewQuery): Find {
  const order = orderField(query);
  const path = order === undefined ? undefined : fieldPath(order);
  const direction: Direction = query.descending ? -1 : 1;
  const filter = { $and: [...conditions(query), ...placeConditions(query, path), { d: { $ne: null } }] };
  return { filter, options: { sort: { ...(path !== undefined && { [path]: direction }), _id: direction }, limit: query.limit } };
}

/**
 * Matches documents strictly after a place. The first condition is redundant: it lets MongoDB seek in the index, which it cannot do by an
 * $or.
 */
function placeConditions({ after, descending }: ViewQuery, path: string | undefined): Document[] {
  if (!after) return [];
  const [beyond, from] = descending ? ['$lt', '$lte'] : ['$gt', '$gte'];
  if (path === undefined) return [{ _id: { [beyond]: after.key } }];
  return [
    { [path]: { [from]: after.value } },
    { $or: [{ [path]: { [beyond]: after.value } }, { [path]: after.value, _id: { [beyond]: after.key } }] },
  ];
}
