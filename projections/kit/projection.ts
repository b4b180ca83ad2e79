import type { DomainEvent, RecordedEvent } from '../../src/domain/kernel/event.js';

/**
 * What the history means: a pure fold from events to documents. The same declaration serves the live view, the rebuild, the as-of answer,
 * the audit and the test. A document is JSON-safe, has no `.` or leading `$` in a field's name and no array directly in an array.
 */
export interface Projection<D extends object = object, E extends DomainEvent = DomainEvent> {
  readonly name: string;
  /** Raised when the documents change their shape or meaning: the view is then built anew beside the running one. */
  readonly version: number;
  readonly handles: readonly E['type'][];
  /** The documents that this event touches. */
  readonly keys: (event: RecordedEvent<E>) => readonly string[];
  /** Null in: there is no document yet. Null out: there is none any more. Throwing parks the event. */
  readonly evolve: (document: D | null, event: RecordedEvent<E>, key: string) => D | null;
  /** Each index is a list of fields: equality on a prefix, range and order on the next one. */
  readonly indexes: Readonly<Record<string, readonly string[]>>;
  /** Where all events of a document come from one stream: that stream, so that one document of the past costs one stream's reading. */
  readonly streamOf?: (key: string) => string;
}

export const defineProjection = <D extends object, E extends DomainEvent>(projection: Projection<D, E>): Projection<D, E> =>
  projection;
