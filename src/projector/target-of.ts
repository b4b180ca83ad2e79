import type { Projection } from '../../projections/kit/projection.js';
import type { ViewStore } from '../view-store/view-store.js';
import { CascadeTarget } from './cascade-target.js';
import { FoldTarget, type Target } from './fold-target.js';

/** What folds a projection into a collection. */
export const targetOf = (projection: Projection, collection: string, store: ViewStore): Target =>
  projection.cascade ? new CascadeTarget(projection, collection, store) : new FoldTarget(projection, collection, store);
