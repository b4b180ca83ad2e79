import type { ViewReader } from '../view-reader.js';
import { decodeCursor, encodeCursor, type Place } from './cursor.js';
import type { Page } from './page.js';
import { pageRequest, type PageArgs } from './page-args.js';
import { onceOver } from '../once-for.js';
import { filtersOf, type Found, type Listing, placeIn, walk } from './walk.js';

/** What a connection walks along: rows with a place each, in one order. */
export interface Rows<D extends object> {
  /** Names the order in cursors. */
  readonly order: string;
  readonly placeOf: (row: Found<D>) => Place;
  /** The next rows, strictly after a place; `opposite`: the other way. */
  readonly step: (after: Place | undefined, limit: number, opposite: boolean) => Promise<readonly Found<D>[]>;
  readonly count: () => Promise<number>;
}

/** One page of a view. */
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
 * One page of rows. A page backwards is the same walk in the opposite order, turned round. One row more than asked for tells whether
 * the walk goes on; whether anything lies behind its start is looked up only when asked.
 */
export async function paginateRows<D extends object>({ order, placeOf, step, count }: Rows<D>, args: PageArgs): Promise<Page<D>> {
  const { size, cursor, backward } = pageRequest(args);
  const from = cursor === null ? undefined : decodeCursor(order, { cursor, backward });

  const found = await step(from, size + 1, backward);
  const rows = found.slice(0, size);
  if (backward) rows.reverse();
  const edges = onceOver(found, `${order} ${backward}`, () =>
    rows.map((row) => ({ cursor: encodeCursor(order, placeOf(row)), node: row.document })),
  );

  const goesOn = async () => found.length > size;
  const edge = backward ? rows.at(-1) : rows[0];
  // Past the end everything lies behind: then anything at all is the answer.
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
