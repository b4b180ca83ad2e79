import type { Scalar, ViewFilter } from '../view-store/view-store.js';

/** Builds the equality part of a filter. Absent values filter nothing. */
export function where(
  values: Readonly<Record<string, Scalar | readonly Scalar[] | null | undefined>>,
): Required<Pick<ViewFilter, 'where'>> {
  const given = Object.entries(values).filter(
    (entry): entry is [string, Scalar | readonly Scalar[]] => entry[1] !== null && entry[1] !== undefined,
  );
  return { where: Object.fromEntries(given.map(([field, value]) => [field, single(value)])) };
}

/** A single value is written as such: an index that orders by a further field supports an equality, but not a list. */
const single = (value: Scalar | readonly Scalar[]): Scalar | readonly Scalar[] =>
  Array.isArray(value) && value.length === 1 ? (value[0] as Scalar) : value;

/** Builds the range of a filter: half-open, from <= value < before. Empty when neither bound is given. */
export const within = (field: string, from: string | undefined, before: string | undefined): NonNullable<ViewFilter['ranges']> =>
  from === undefined && before === undefined
    ? []
    : [{ field, ...(from !== undefined && { from }), ...(before !== undefined && { before }) }];

/** Whether a filter admits a document that is already in memory. */
export function admits({ where: equal = {}, ranges = [] }: ViewFilter, document: object): boolean {
  const values = document as Readonly<Record<string, Scalar | null | undefined>>;
  const isOneOf = ([field, wanted]: [string, Scalar | readonly Scalar[]]) =>
    (Array.isArray(wanted) ? wanted : [wanted]).some((one) => one === values[field]);
  return (
    Object.entries(equal).every(isOneOf) &&
    ranges.every(({ field, from, before }) => {
      const value = values[field];
      if (value === null || value === undefined) return false;
      return (from === undefined || value >= from) && (before === undefined || value < before);
    })
  );
}
