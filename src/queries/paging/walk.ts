import type { Scalar, ViewFilter } from '../../view-store/view-store.js';
import type { ViewReader } from '../view-reader.js';
import type { Place } from './cursor.js';
import { comparePlaces } from './page-of-list.js';

/** What a connection lists and in which order: by a field, the key breaking ties, or by the key alone. */
export interface Listing<D extends object = object> {
  readonly view: string;
  /** One, or several that no document satisfies two of: then the listing is all of theirs, in one order. */
  readonly filter: ViewFilter | readonly ViewFilter[];
  readonly orderBy?: string;
  readonly descending?: boolean;
  /** Documents that the filters admit and the listing passes over. */
  readonly hidden?: {
    readonly hides: (document: D, key: string) => boolean;
    /** How many there are. */
    readonly count: () => Promise<number>;
  };
}
export interface Found<D> {
  readonly key: string;
  readonly document: D;
}
interface Walk {
  /** Only what comes strictly after this place. */
  readonly after?: Place | undefined;
  readonly limit: number;
  /** Against the listing's own direction. */
  readonly opposite?: boolean;
}

const isList = (filter: Listing['filter']): filter is readonly ViewFilter[] => Array.isArray(filter);
export const filtersOf = ({ filter }: Pick<Listing, 'filter'>): readonly ViewFilter[] => (isList(filter) ? filter : [filter]);

/** Where a document stands in the order of its listing. */
export const placeIn =
  (orderBy: string | undefined) =>
  <D extends object>({ key, document }: Found<D>): Place => ({
    value: orderBy === undefined ? null : ((document as Record<string, Scalar | null>)[orderBy] ?? null),
    key,
  });

/** The next documents of a listing. Each filter is walked along its index, so that a page costs as many short walks as there are filters. */
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
