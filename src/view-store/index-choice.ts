import { RapportError } from '../domain/kernel/errors.js';
import type { ViewFilter, ViewQuery } from './view-store.js';

/** The fields of one declared index, in order. Every engine puts the key behind them. */
export type IndexFields = readonly string[];

const longest = (indexes: readonly IndexFields[]) =>
  indexes.reduce<IndexFields | null>((best, fields) => (best && best.length >= fields.length ? best : fields), null);
const isScalar = (value: unknown) => !Array.isArray(value);

function refuse(what: string, wanted: readonly string[]): never {
  throw new RapportError('NOT_INDEXED', `No declared index serves ${what}`, {
    remedy: `Declare an index on [${wanted.join(', ')}] in the projection, or filter and order by the fields of a declared one.`,
  });
}

/** The fields that a filter holds to one value each. */
const heldFields = (filter: ViewFilter) =>
  new Set(Object.entries(filter.where ?? {}).flatMap(([field, value]) => (isScalar(value) ? [field] : [])));

/** The field that really decides the order: none when `orderBy` is absent or held to one value, since the key alone then decides. */
export function orderField(query: ViewQuery): string | undefined {
  return query.orderBy !== undefined && heldFields(query).has(query.orderBy) ? undefined : query.orderBy;
}

/**
 * The index that gives a find its order without sorting: fields held to one value, in any order, then the field to order by; the longest
 * of them. Null: the order of the keys, which every collection has. What the index does not hold is checked a document at a time.
 * A list of values holds nothing: several stretches of an index are not in order together. Errors: NOT_INDEXED.
 */
export function indexForFind(indexes: readonly IndexFields[], query: ViewQuery): IndexFields | null {
  const held = heldFields(query);
  const order = orderField(query);
  if (order === undefined) return longest(indexes.filter((fields) => fields.every((field) => held.has(field))));
  const serves = (fields: IndexFields) => fields.at(-1) === order && fields.slice(0, -1).every((field) => held.has(field));
  return longest(indexes.filter(serves)) ?? refuse(`this filter in the order of "${order}"`, [...held, order]);
}

/**
 * The index that a count walks: the one whose leading fields the filter narrows most (one value, a list, and then a range). Null for the
 * filter that leaves nothing out. Errors: NOT_INDEXED when the filter narrows the first field of none.
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
