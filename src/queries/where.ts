import type { Scalar, ViewFilter } from '../view-store/view-store.js';

/** The equality part of a filter from what was given; what was not given filters nothing. */
export function where(
  values: Readonly<Record<string, Scalar | readonly Scalar[] | null | undefined>>,
): Required<Pick<ViewFilter, 'where'>> {
  const given = Object.entries(values).filter(
    (entry): entry is [string, Scalar | readonly Scalar[]] => entry[1] !== null && entry[1] !== undefined,
  );
  return { where: Object.fromEntries(given.map(([field, value]) => [field, single(value)])) };
}

/** One value is written as such: an index in order of a further field serves an equality, but no list. */
const single = (value: Scalar | readonly Scalar[]): Scalar | readonly Scalar[] =>
  Array.isArray(value) && value.length === 1 ? (value[0] as Scalar) : value;
