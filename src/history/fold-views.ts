import type { Projection } from '../../projections/kit/projection.js';
import type { LogReader } from '../event-log/event-log.js';
import { foldInto } from '../projector/fold-into.js';
import type { ViewStore } from '../view-store/view-store.js';
import type { FoldHow } from './folds.js';
import type { Position } from '../domain/kernel/event.js';

/** Folds views over the log up to a position into an empty store, in one reading. Throws the signal's reason when it comes. */
export async function foldViews(
  log: LogReader,
  projections: readonly Projection[],
  store: ViewStore,
  { position, views }: { readonly position: Position; readonly views: readonly string[] },
  { onEvents, signal }: FoldHow,
): Promise<void> {
  const blanks = projections.filter(({ name }) => views.includes(name)).map((projection) => ({ projection, store }));
  await foldInto(blanks, log, position, onEvents, signal);
  signal.throwIfAborted();
}
