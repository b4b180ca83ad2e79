import { EVENT_TYPES } from '../../src/domain/aggregates.js';
import type { DomainEvent, Position } from '../../src/domain/kernel/event.js';
import { defineProjection } from '../kit/projection.js';

/**
 * Where in the log an event is. Key: the event's id. No log finds an event by its id, and none but EventStoreDB by its correlation id; what
 * the event says stays in the log alone.
 */
export interface EventPlace {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  /** Null where the event is about what somebody said in confidence: a caller's id of an answer may say whose it is. */
  readonly correlationId: string | null;
}

/** The types that tell something in confidence: their ids lead nowhere. */
const CONFIDENTIAL = new Set(
  EVENT_TYPES.filter(({ schema }) => Object.values(schema.properties ?? {}).some((field) => field['x-confidential'])).map(
    ({ type }) => type,
  ),
);

/** The index of the log: from an event's id, and from a correlation id, to the events. */
export const eventsProjection = defineProjection<EventPlace, DomainEvent>({
  name: 'events',
  version: 3,
  handles: EVENT_TYPES.map(({ type }) => type),
  keys: ({ id }) => [id],
  evolve: (_, { type, stream, revision, position, metadata }) => ({
    stream,
    revision,
    position,
    correlationId: CONFIDENTIAL.has(type) ? null : metadata.$correlationId,
  }),
  indexes: { byCorrelationIdPosition: ['correlationId', 'position'] },
});
