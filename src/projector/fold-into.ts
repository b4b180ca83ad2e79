import type { Projection } from '../../projections/kit/projection.js';
import { categoriesOf } from '../domain/aggregates.js';
import { START, type Position } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import type { DroppedEvent, ViewStore } from '../view-store/view-store.js';
import { CascadeTarget } from './cascade-target.js';
import { FoldTarget, type Target } from './fold-target.js';

/**
 * Number of events to fold at a time when many are available. Larger batches collect more events for each document, which is written
 * once. Doubling it saves no time during an import and takes more memory (bench/README.md).
 */
export const BATCH = 8_000;

/** Joins pages into batches of at least `size` items (the last one may be smaller). Holds at most one batch and one page in memory. */
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

/** The target that folds a projection into a collection, without the dropped events. */
export const targetOf = (
  projection: Projection,
  collection: string,
  store: ViewStore,
  dropped?: readonly DroppedEvent[],
): Target => new (projection.cascade ? CascadeTarget : FoldTarget)(projection, collection, store, dropped);

/** An empty store into which a projection is folded. */
export interface Blank {
  readonly projection: Projection;
  readonly store: ViewStore;
  /** Events that an operator gave up; they are skipped. */
  readonly dropped?: readonly DroppedEvent[] | undefined;
}

/**
 * Folds projections over the log up to a position, each into its own empty store, reading the log once. When the signal aborts, it
 * returns early and leaves the stores incomplete.
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

/** From this number of categories on, most of the log is needed, and merging the categories costs more than skipping unneeded events. */
const MANY_CATEGORIES = 3;

/** Limits the read to the categories of these events if they are few: the rest of the log may be a thousand times as long. */
function rareCategories(handles: Projection['handles']): { readonly categories?: readonly string[] } {
  const categories = categoriesOf(handles);
  return categories.length > 0 && categories.length < MANY_CATEGORIES ? { categories } : {};
}
