import { decodeCursor, encodeCursor, type Place } from './cursor.js';
import type { Page } from './page.js';
import { pageRequest, type PageArgs } from './page-args.js';

/** Values ascending, those without a value last; the key breaks ties. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.value !== b.value) {
    if (a.value === null) return 1;
    if (b.value === null) return -1;
    return a.value < b.value ? -1 : 1;
  }
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/**
 * One page of a list that is in memory already, sorted by `comparePlaces` or, `descending`, the other way round. A cursor is a place and not a number: it stays right when the list
 * changes between two pages.
 */
export function pageOfList<T>(
  items: readonly T[],
  placeOf: (item: T) => Place,
  order: string,
  args: PageArgs,
  descending = false,
): Page<T> {
  const { size, cursor, backward } = pageRequest(args);
  const place = cursor === null ? null : decodeCursor(order, { cursor, backward });
  const beyond = (item: T) =>
    place !== null && Math.sign(comparePlaces(placeOf(item), place)) === (backward !== descending ? -1 : 1);
  const rest = place === null ? items : items.filter(beyond);
  const found = backward ? rest.slice(Math.max(0, rest.length - size)) : rest.slice(0, size);
  const edges = found.map((node) => ({ cursor: encodeCursor(order, placeOf(node)), node }));
  const goesOn = rest.length > size;
  const liesBehind = rest.length < items.length;
  return {
    edges,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
    hasNextPage: async () => (backward ? liesBehind : goesOn),
    hasPreviousPage: async () => (backward ? goesOn : liesBehind),
    totalCount: async () => items.length,
  };
}
