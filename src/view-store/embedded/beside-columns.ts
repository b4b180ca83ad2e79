import { checkFieldName } from '../names.js';
import type { Scalar, ViewFilter } from '../view-store.js';
import { valueAt } from './records.js';
import { columnFields, type Table } from './table.js';

/** A filter's conditions on fields that have columns, and the others, for which each document has to be opened. */
export interface SplitFilter {
  readonly columns: ViewFilter;
  /** Undefined where the columns say it all. */
  readonly documents: ((document: object) => boolean) | undefined;
}

export function splitFilter(table: Table, { where = {}, ranges = [] }: ViewFilter): SplitFilter {
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

/** A range holds values of its bounds' type only. */
const isBetween = (value: unknown, from: Scalar | undefined, before: Scalar | undefined): boolean =>
  (from === undefined || (typeof value === typeof from && (value as Scalar) >= from)) &&
  (before === undefined || (typeof value === typeof before && (value as Scalar) < before));
