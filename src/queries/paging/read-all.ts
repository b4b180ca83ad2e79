import type { Scalar, ViewFilter } from '../../view-store/view-store.js';
import type { ViewReader } from '../view-reader.js';
import { filtersOf, type Listing } from './walk.js';

const BATCH = 500;

/**
 * Every document of a listing, a batch at a time: for sums, which must not hold a whole view in memory. In order within each filter, and
 * filter after filter.
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
