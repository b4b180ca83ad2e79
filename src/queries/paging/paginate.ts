import type { ViewFilter, ViewQuery } from '../../view-store/view-store.js';
import type { ViewReader } from '../view-reader.js';
import { decodeCursor, encodeCursor, type Place } from './cursor.js';
import type { Page } from './page.js';
import { pageRequest, type PageArgs } from './page-args.js';
import { onceOver } from '../once-for.js';

/** What a connection lists and in which order: by a field, the key breaking ties, or by the key alone. */
export interface Listing {
  readonly view: string;
  readonly filter: ViewFilter;
  readonly orderBy?: string;
  readonly descending?: boolean;
}
type Found<D> = { readonly key: string; readonly document: D };

/**
 * One page of a view. A page backwards is the same walk in the opposite order, turned round. One row more than asked for tells whether
 * the walk goes on; whether anything lies behind its start is looked up only when asked.
 */
export async function paginate<D extends object>(reader: ViewReader, listing: Listing, args: PageArgs): Promise<Page<D>> {
  const { size, cursor, backward } = pageRequest(args);
  const order = `${listing.view}:${listing.orderBy ?? ''}${listing.descending ? ':desc' : ''}`;
  const from = cursor === null ? undefined : decodeCursor(order, cursor);
  const walk = (after: Place | undefined, limit: number, opposite: boolean) =>
    reader.find<D>(listing.view, queryOf(listing, after, limit, opposite));

  const found = await walk(from, size + 1, backward);
  const rows = found.slice(0, size);
  if (backward) rows.reverse();
  const placeOf = ({ key, document }: Found<D>): Place => ({
    value: listing.orderBy === undefined ? null : ((document as Record<string, Place['value']>)[listing.orderBy] ?? null),
    key,
  });
  const edges = onceOver(found, `${order} ${backward}`, () =>
    rows.map((row) => ({ cursor: encodeCursor(order, placeOf(row)), node: row.document })),
  );

  const goesOn = async () => found.length > size;
  const edge = backward ? rows.at(-1) : rows[0];
  // Past the end everything lies behind: then anything at all is the answer.
  const liesBehind = async () => from !== undefined && (await walk(edge && placeOf(edge), 1, !backward)).length > 0;
  return {
    edges,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
    hasNextPage: backward ? liesBehind : goesOn,
    hasPreviousPage: backward ? goesOn : liesBehind,
    totalCount: () => reader.count(listing.view, listing.filter),
  };
}

function queryOf(
  { filter, orderBy, descending = false }: Listing,
  after: Place | undefined,
  limit: number,
  opposite: boolean,
): ViewQuery {
  return {
    ...filter,
    ...(orderBy !== undefined && { orderBy }),
    descending: descending !== opposite,
    ...(after && { after }),
    limit,
  };
}
