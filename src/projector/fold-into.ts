import type { Projection } from '../../projections/kit/projection.js';
import { START, type Position } from '../domain/kernel/event.js';
import type { EventLog } from '../event-log/event-log.js';
import type { ViewStore } from '../view-store/view-store.js';
import { FoldTarget } from './fold-target.js';
import { gather } from './gather.js';
import { CATCH_UP_BATCH } from './projector.js';

/** An empty store that a projection is to be folded into. */
export interface Blank {
  readonly projection: Projection;
  readonly store: ViewStore;
}

/**
 * Folds projections over the log up to a position, each into an empty store, in one reading of the log. Ends early, and incomplete, when the
 * signal comes.
 */
export async function foldInto(
  blanks: readonly Blank[],
  log: EventLog,
  until: Position,
  onEvents?: (done: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const targets: FoldTarget[] = [];
  for (const { projection, store } of blanks) {
    await store.create(projection.name, projection.indexes);
    targets.push(new FoldTarget(projection, projection.name, store));
  }
  let done = 0;
  for await (const batch of gather(log.read(START, { until, ...(signal && { signal }) }), CATCH_UP_BATCH)) {
    for (const target of targets) await target.take(batch);
    onEvents?.((done += batch.length));
  }
}
