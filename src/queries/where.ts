import type { Scalar, ViewFilter } from '../view-store/view-store.js';

/** The equality part of a filter from what was given; what was not given filters nothing. */
export function where(
  values: Readonly<Record<string, Scalar | readonly Scalar[] | null | undefined>>,
): Required<Pick<ViewFilter, 'where'>> {
  const given = Object.entries(values).filter((entry): entry is [string, Scalar | readonly Scalar[]] => entry[1] != null);
  return { where: Object.fromEntries(given) };
}
