import type { RecordedEvent } from '../../src/domain/kernel/event.js';

/**
 * The document, where the stream's first event must have made it. Throws when it did not: the stream lacks its beginning, and parking the
 * event says so, where a made-up document would hide it.
 */
export function known<D extends object>(document: D | null, event: RecordedEvent): D {
  if (document === null) throw new Error(`${event.type} in ${event.stream} comes before the event that begins it`);
  return document;
}
