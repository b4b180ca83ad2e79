import type { Projection } from '../../projections/kit/projection.js';
import { categoriesOf } from '../domain/aggregates.js';
import { START, type Position } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import type { ViewStore } from '../view-store/view-store.js';
import { FoldTarget } from './fold-target.js';
import { gather } from './gather.js';
import { CATCH_UP_BATCH } from './projector.js';

/** Folds a projection over the log up to a position into an empty store. Ends early, and incomplete, when the signal comes. */
export async function foldInto(
  store: ViewStore,
  projection: Projection,
  log: LogReader,
  until: Position,
  onEvents?: (done: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  await store.create(projection.name, projection.indexes);
  const target = new FoldTarget(projection, projection.name, store);
  let done = 0;
  for await (const batch of gather(
    log.read(START, { until, ...rareCategories(projection), ...(signal && { signal }) }),
    CATCH_UP_BATCH,
  )) {
    await target.take(batch);
    onEvents?.((done += batch.length));
  }
}

/** From so many on, most of the log is wanted, and merging the categories costs more than passing over what is not. */
const MANY_CATEGORIES = 3;

/** What a log has to look at for a projection of a few streams: the rest of it may be a thousand times as long. */
function rareCategories({ handles }: Projection): { readonly categories?: readonly string[] } {
  const categories = categoriesOf(handles);
  return categories.length > 0 && categories.length < MANY_CATEGORIES ? { categories } : {};
}
