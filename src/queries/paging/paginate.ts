import type { Scalar, ViewFilter } from '../../view-store/view-store.js';
import { memoizeOn } from '../memoize.js';
import type { ViewReader } from '../view-reader.js';
import { decodeCursor, encodeCursor, pageRequest, type Place, type Page, type PageArgs } from './page.js';

/** Compares by value ascending, missing values last, then by key. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.value !== b.value) {
    if (a.value === null) return 1;
    if (b.value === null) return -1;
    return a.value < b.value ? -1 : 1;
  }
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/**
 * A page of a list in memory that is sorted by `comparePlaces`, or in the reverse order with `descending`. A cursor is a
 * place, not an index, so it stays valid when the list changes between two pages.
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

/** What a connection lists and its order: by a field and then by key, or by key alone. */
export interface Listing<D extends object = object> {
  readonly view: string;
  /** One filter, or several disjoint ones, whose documents are merged into one order. */
  readonly filter: ViewFilter | readonly ViewFilter[];
  readonly orderBy?: string;
  readonly descending?: boolean;
  /** Documents that match the filters but are left out of the listing. */
  readonly hidden?: {
    readonly hides: (document: D, key: string) => boolean;
    /** Their number. */
    readonly count: () => Promise<number>;
  };
}
export interface Found<D> {
  readonly key: string;
  readonly document: D;
}
interface Walk {
  /** Only documents strictly after this place. */
  readonly after?: Place | undefined;
  readonly limit: number;
  /** Walks against the listing's own direction. */
  readonly opposite?: boolean;
}

const isList = (filter: Listing['filter']): filter is readonly ViewFilter[] => Array.isArray(filter);
const filtersOf = ({ filter }: Pick<Listing, 'filter'>): readonly ViewFilter[] => (isList(filter) ? filter : [filter]);

/** The place of a document in the order of its listing. */
export const placeIn =
  (orderBy: string | undefined) =>
  <D extends object>({ key, document }: Found<D>): Place => ({
    value: orderBy === undefined ? null : ((document as Record<string, Scalar | null>)[orderBy] ?? null),
    key,
  });

/** The next documents of a listing. Each filter is walked along its index, so a page costs one short walk per filter. */
export async function walk<D extends object>(reader: ViewReader, listing: Listing<D>, step: Walk): Promise<readonly Found<D>[]> {
  const filters = filtersOf(listing);
  if (filters.length === 1) return walkAlong(reader, listing, filters[0]!, step);
  const found = (await Promise.all(filters.map((filter) => walkAlong(reader, listing, filter, step)))).flat();
  const placeOf = placeIn(listing.orderBy);
  const sign = isDescending(listing, step) ? -1 : 1;
  return found.sort((a, b) => sign * comparePlaces(placeOf(a), placeOf(b))).slice(0, step.limit);
}

async function walkAlong<D extends object>(
  reader: ViewReader,
  listing: Listing<D>,
  filter: ViewFilter,
  step: Walk,
): Promise<readonly Found<D>[]> {
  const { view, orderBy, hidden } = listing;
  const { limit } = step;
  const order = { ...filter, ...(orderBy !== undefined && { orderBy }), descending: isDescending(listing, step), limit };
  const shown: Found<D>[] = [];
  for (let after = step.after; ;) {
    const found = await reader.find<D>(view, { ...order, ...(after && { after }) });
    if (!hidden) return found;
    for (const one of found) if (!hidden.hides(one.document, one.key)) shown.push(one);
    const last = found.at(-1);
    if (last === undefined || found.length < limit || shown.length >= limit) return shown.slice(0, limit);
    after = placeIn(orderBy)(last);
  }
}

const isDescending = ({ descending = false }: Pick<Listing, 'descending'>, { opposite = false }: Walk): boolean =>
  descending !== opposite;

/** The rows of a connection, each with a place in one order. */
export interface Rows<D extends object> {
  /** The name of the order in cursors. */
  readonly order: string;
  readonly placeOf: (row: Found<D>) => Place;
  /** The next rows strictly after a place; with `opposite` in the reverse direction. */
  readonly step: (after: Place | undefined, limit: number, opposite: boolean) => Promise<readonly Found<D>[]>;
  readonly count: () => Promise<number>;
}

/** A page of a view. */
export function paginate<D extends object>(reader: ViewReader, listing: Listing<D>, args: PageArgs): Promise<Page<D>> {
  const rows: Rows<D> = {
    order: `${listing.view}:${listing.orderBy ?? ''}${listing.descending ? ':desc' : ''}`,
    placeOf: placeIn(listing.orderBy),
    step: (after, limit, opposite) => walk(reader, listing, { after, limit, opposite }),
    count: () => countOf(reader, listing),
  };
  return paginateRows(rows, args);
}

/**
 * A page of rows. A backward page is the same walk in the opposite direction, reversed. One row more than requested is read to
 * find out whether there are more; whether there are rows before the page is read only when selected.
 */
export async function paginateRows<D extends object>({ order, placeOf, step, count }: Rows<D>, args: PageArgs): Promise<Page<D>> {
  const { size, cursor, backward } = pageRequest(args);
  const from = cursor === null ? undefined : decodeCursor(order, { cursor, backward });

  const found = await step(from, size + 1, backward);
  const rows = found.slice(0, size);
  if (backward) rows.reverse();
  const edges = memoizeOn(found, `${order} ${backward}`, () =>
    rows.map((row) => ({ cursor: encodeCursor(order, placeOf(row)), node: row.document })),
  );

  const goesOn = async () => found.length > size;
  const edge = backward ? rows.at(-1) : rows[0];
  // With a cursor beyond the end, any row at all is before the page.
  const liesBehind = async () => from !== undefined && (await step(edge && placeOf(edge), 1, !backward)).length > 0;
  return {
    edges,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
    hasNextPage: backward ? liesBehind : goesOn,
    hasPreviousPage: backward ? goesOn : liesBehind,
    totalCount: count,
  };
}

async function countOf<D extends object>(reader: ViewReader, listing: Listing<D>): Promise<number> {
  const [hidden, ...admitted] = await Promise.all([
    listing.hidden?.count() ?? 0,
    ...filtersOf(listing).map((filter) => reader.count(listing.view, filter)),
  ]);
  return admitted.reduce((sum, count) => sum + count, 0) - hidden;
}

const BATCH = 500;

/**
 * Iterates over all documents of a listing in batches, for sums that must not hold a whole view in memory. Ordered within each
 * filter, one filter after the other.
 */
export async function* readAll<D extends object>(
  reader: ViewReader,
  listing: Pick<Listing, 'view' | 'filter' | 'orderBy'>,
): AsyncIterable<D> {
  for (const filter of filtersOf(listing)) yield* readAlong<D>(reader, listing, filter);
}

async function* readAlong<D extends object>(
  reader: ViewReader,
  { view, orderBy }: Pick<Listing, 'view' | 'orderBy'>,
  filter: ViewFilter,
): AsyncIterable<D> {
  let after: { value: Scalar | null; key: string } | undefined;
  for (;;) {
    const batch = { ...filter, limit: BATCH, ...(orderBy && { orderBy }), ...(after && { after }) };
    const rows = await reader.find<D>(view, batch, false);
    for (const { document } of rows) yield document;
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = { value: orderBy ? (last.document as Record<string, Scalar>)[orderBy]! : null, key: last.key };
  }
}
