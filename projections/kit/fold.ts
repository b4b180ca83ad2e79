import type { DomainEvent, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { Projection } from './projection.js';

/**
 * Folds events into documents, in memory: history, audits and tests use the same folds as the live view. Passing the documents of earlier
 * pages goes on from there; they are changed in place. Throws what `evolve` throws.
 */
export function fold<D extends object, E extends DomainEvent>(
  projection: Projection<D, E>,
  events: Iterable<RecordedEvent>,
  documents: Map<string, D> = new Map(),
): Map<string, D> {
  const handled: ReadonlySet<string> = new Set(projection.handles);
  const isHandled = (event: RecordedEvent): event is RecordedEvent<E> => handled.has(event.type);
  for (const event of events) {
    if (!isHandled(event)) continue;
    for (const key of projection.keys(event)) {
      const document = projection.evolve(documents.get(key) ?? null, event, key);
      if (document === null) documents.delete(key);
      else documents.set(key, document);
    }
  }
  return documents;
}
