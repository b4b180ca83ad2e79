import type { Projection } from '../../projections/kit/projection.js';
import type { DroppedEvent, ViewStore } from '../view-store/view-store.js';
import { CascadeTarget } from './cascade-target.js';
import { FoldTarget, type Target } from './fold-target.js';

/** What folds a projection into a collection, all but the events that were given up. */
export const targetOf = (
  projection: Projection,
  collection: string,
  store: ViewStore,
  dropped?: readonly DroppedEvent[],
): Target => new (projection.cascade ? CascadeTarget : FoldTarget)(projection, collection, store, dropped);
