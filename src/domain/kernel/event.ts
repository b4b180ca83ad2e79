import { objectSchema, type Fields, type JsonSchema, type Values } from './fields.js';

/** A fact as a decider states it: past tense, JSON-safe, self-contained. */
export interface DomainEvent<N extends string = string, T = object> {
  readonly type: N;
  readonly data: T;
}

/** The declaration of an event type; calling it states the fact. */
export interface EventType<N extends string = string, T = never> {
  (data: T): DomainEvent<N, T>;
  readonly type: N;
  readonly schemaVersion: number;
  readonly description: string;
  readonly schema: JsonSchema;
}
export type EventOf<E> = E extends EventType<infer N, infer T> ? DomainEvent<N, T> : never;

/** Declares an event type, version 1. `type` is the stored name and never changes. */
export function event<const N extends string, const S extends Fields>(
  type: N,
  fields: S,
  description: string,
): EventType<N, Values<S>> {
  const state = (data: Values<S>): DomainEvent<N, Values<S>> => ({ type, data });
  return Object.assign(state, { type, schemaVersion: 1, description, schema: objectSchema(fields) });
}

/** How faithful the source of an event is: seen here, taken from another system's history, or read off a snapshot's difference. */
export type Fidelity = 'NATIVE' | 'HISTORY' | 'SNAPSHOT';
export type ActorKind = 'REQUESTER' | 'IT_STAFF' | 'LIAISON' | 'SYSTEM' | 'IMPORT';

/**
 * What accompanies every event. Flat, and every value a string: EventStoreDB's tools read `$correlationId` and `$causationId`, and later
 * servers demand string values.
 */
export interface EventMetadata {
  /** When it happened; `recordedAt` is when we learned of it. */
  readonly occurredAt: string;
  readonly commandId: string;
  /** Of what the command asked for, so that its id cannot serve another command. Not told outside: short confidential values could be guessed from it. */
  readonly commandHash?: string;
  readonly schemaVersion: string;
  readonly organizationId: string;
  readonly actorKind: ActorKind;
  readonly actorRef: string;
  readonly fidelity: Fidelity;
  readonly sourceSystem?: string;
  readonly sourceExternalId?: string;
  readonly $correlationId: string;
  readonly $causationId: string;
}

/** A place in the log: opaque, sorts as text. The empty string is before the first event. */
export type Position = string;
export const START: Position = '';

/** An event as the log gives it back. */
export type RecordedEvent<E extends DomainEvent = DomainEvent> = E & {
  readonly id: string;
  readonly stream: string;
  /** Number within the stream, from 0. */
  readonly revision: number;
  readonly position: Position;
  readonly recordedAt: string;
  readonly metadata: EventMetadata;
};
