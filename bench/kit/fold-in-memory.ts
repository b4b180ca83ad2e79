import { fold } from '../../projections/kit/fold.js';
import type { Projection } from '../../projections/kit/projection.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';

/** What the views mean and nothing else: every projection's folds, and what is made of them, in maps. Returns how many documents they came to. */
export const foldInMemory = (projections: readonly Projection[], events: readonly RecordedEvent[]): number =>
  projections.reduce((documents, projection) => documents + fold(projection, events).size, 0);
