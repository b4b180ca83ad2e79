import { RapportError } from '../domain/kernel/errors.js';
import type { ViewFilter, ViewQuery } from './view-store.js';

/** The fields of one declared index, in order. Every engine appends the key. */
export type IndexFields = readonly string[];

const longest = (indexes: readonly IndexFields[]) =>
  indexes.reduce<IndexFields | null>((best, fields) => (best && best.length >= fields.length ? best : fields), null);
const isScalar = (value: unknown) => !Array.isArray(value);

function refuse(what: string, wanted: readonly string[]): never {
  throw new RapportError('NOT_INDEXED', `No declared index serves ${what}`, {
    remedy: `Declare an index on [${wanted.join(', ')}] in the projection, or filter and order by the fields of a declared one.`,
  });
}

/** The fields that a filter restricts to one value each. */
const heldFields = (filter: ViewFilter) =>
  new Set(Object.entries(filter.where ?? {}).flatMap(([field, value]) => (isScalar(value) ? [field] : [])));

/**
 * The field that actually determines the order. Undefined when `orderBy` is absent or restricted to one value: the key alone then
 * determines the order.
 */
export function orderField(query: ViewQuery): string | undefined {
  return query.orderBy !== undefined && heldFields(query).has(query.orderBy) ? undefined : query.orderBy;
}

/**
 * The index that returns the results of a find in order, without sorting: fields restricted to one value, in any order, followed by the
 * field to order by. Takes the longest such index. Null means key order, which every collection has. Conditions on fields outside the
 * index are checked document by document. A list of values does not count as restricted: several ranges of an index are not in order
 * together. Errors: NOT_INDEXED.
 */
export function indexForFind(indexes: readonly IndexFields[], query: ViewQuery): IndexFields | null {
  const held = heldFields(query);
  const order = orderField(query);
  if (order === undefined) return longest(indexes.filter((fields) => fields.every((field) => held.has(field))));
  const serves = (fields: IndexFields) => fields.at(-1) === order && fields.slice(0, -1).every((field) => held.has(field));
  return longest(indexes.filter(serves)) ?? refuse(`this filter in the order of "${order}"`, [...held, order]);
}

/**
 * The index that a count scans: the one whose leading fields the filter narrows most (by a value or a list, then by a range). Null for a
 * filter that excludes nothing. Errors: NOT_INDEXED when the filter narrows the first field of no index.
 */
export function indexForCount(indexes: readonly IndexFields[], filter: ViewFilter): IndexFields | null {
  const equal = new Set(Object.keys(filter.where ?? {}));
  const ranged = new Set((filter.ranges ?? []).map((range) => range.field));
  if (equal.size + ranged.size === 0) return null;
  const narrowed = (fields: IndexFields) => {
    const prefix = fields.findIndex((field) => !equal.has(field));
    if (prefix < 0) return fields.length;
    return prefix + (ranged.has(fields[prefix]!) ? 0.5 : 0);
  };
  const best = indexes.reduce<IndexFields>((a, b) => (narrowed(b) > narrowed(a) ? b : a), []);
  return best.length > 0 ? best : refuse('this count', [...equal, ...ranged]);
}
