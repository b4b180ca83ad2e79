import type { Projection } from '../../projections/kit/projection.js';
import { categoriesOf } from '../domain/aggregates.js';
import { START, type Position } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import type { DroppedEvent, ViewStore } from '../view-store/view-store.js';
import { CascadeTarget } from './cascade-target.js';
import { FoldTarget, type Target } from './fold-target.js';

/**
 * Events folded at a time where many are at hand: more of them meet in one document, and each document is written once. Twice as many take no less
 * time beside an import, and more memory (bench/README.md).
 */
export const BATCH = 8_000;

/** Joins pages into batches of at least `size` items (the last one may be smaller), holding no more than one batch and a page. */
export async function* inBatches<T>(pages: AsyncIterable<readonly T[]>, size: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const page of pages) {
    for (const item of page) batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** What folds a projection into a collection, all but the events that were given up. */
export const targetOf = (
  projection: Projection,
  collection: string,
  store: ViewStore,
  dropped?: readonly DroppedEvent[],
): Target => new (projection.cascade ? CascadeTarget : FoldTarget)(projection, collection, store, dropped);

/** An empty store that a projection is to be folded into. */
export interface Blank {
  readonly projection: Projection;
  readonly store: ViewStore;
  /** Events that were given up and are passed over. */
  readonly dropped?: readonly DroppedEvent[] | undefined;
}

/**
 * Folds projections over the log up to a position, each into an empty store, in one reading of the log. Ends early, and incomplete, when the
 * signal comes.
 */
export async function foldInto(
  blanks: readonly Blank[],
  log: LogReader,
  until: Position,
  onEvents?: (done: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const targets: Target[] = [];
  for (const { projection, store, dropped } of blanks) {
    await store.create(projection.name, projection.indexes);
    targets.push(targetOf(projection, projection.name, store, dropped));
  }
  let done = 0;
  const handles = blanks.flatMap(({ projection }) => projection.handles);
  for await (const batch of inBatches(log.read(START, { until, ...rareCategories(handles), ...(signal && { signal }) }), BATCH)) {
    for (const target of targets) await target.take(batch);
    onEvents?.((done += batch.length));
  }
}

/** From so many on, most of the log is wanted, and merging the categories costs more than passing over what is not. */
const MANY_CATEGORIES = 3;

/** What a log has to look at for projections of a few streams: the rest of it may be a thousand times as long. */
function rareCategories(handles: Projection['handles']): { readonly categories?: readonly string[] } {
  const categories = categoriesOf(handles);
  return categories.length > 0 && categories.length < MANY_CATEGORIES ? { categories } : {};
}
