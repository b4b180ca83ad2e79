import type { ViewFilter } from '../../view-store/view-store.js';
import type { ViewReader } from '../view-reader.js';

const BATCH = 500;

/** Every document that a filter admits, by key, a batch at a time: for sums, which must not hold a whole view in memory. */
export async function* readAll<D extends object>(reader: ViewReader, view: string, filter: ViewFilter): AsyncIterable<D> {
  for (let after: string | undefined; ;) {
    const rows = await reader.find<D>(view, {
      ...filter,
      limit: BATCH,
      ...(after !== undefined && { after: { value: null, key: after } }),
    });
    for (const { document } of rows) yield document;
    if (rows.length < BATCH) return;
    after = rows.at(-1)?.key;
  }
}
