import type { Projection } from '../../projections/kit/projection.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';

/** What the views mean and nothing else: every projection's folds into maps. Returns how many documents they came to. */
export function foldInMemory(projections: readonly Projection[], events: readonly RecordedEvent[]): number {
  let documents = 0;
  for (const { handles, keys, evolve } of projections) {
    const handled = new Set<string>(handles);
    const views = new Map<string, object | null>();
    for (const event of events) {
      if (!handled.has(event.type)) continue;
      for (const key of keys(event)) views.set(key, evolve(views.get(key) ?? null, event, key));
    }
    documents += views.size;
  }
  return documents;
}
