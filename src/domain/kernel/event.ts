import { type Fields, type JsonSchema, objectSchema, type Values } from './fields.js';
import { RapportError } from './errors.js';

/** A fact as a decider states it: past tense, JSON-safe, self-contained. */
export interface DomainEvent<N extends string = string, T = object> {
  readonly type: N;
  readonly data: T;
}

/** Brings an event's data from one version to the next. Pure, and never changed once released: the log keeps events of every version. */
type Upcast<To = object> = (old: never) => To;

type Counted<N extends number, Count extends unknown[] = []> = Count['length'] extends N
  ? Count
  : Counted<N, [...Count, unknown]>;
type Next<N extends number> = [...Counted<N>, unknown]['length'];
/** The versions before V, from 1 on. */
type Before<V extends number, N extends number = 1> = N extends V ? never : N | Before<V, Next<N> & number>;

/** How an event type came to its present shape: a step from every version before to the one after it. The last step makes the present shape. */
export interface Evolution<V extends number, T> {
  readonly version: V;
  readonly upcast: { readonly [N in Before<V>]: Upcast<Next<N> extends V ? T : object> };
}

/** A step to a shape that no longer has these fields. */
export const without =
  (...fields: readonly string[]) =>
  <T>(old: never): T =>
    Object.fromEntries(Object.entries(old).filter(([name]) => !fields.includes(name))) as T;

/** The declaration of an event type; calling it states the fact. */
export interface EventType<N extends string = string, T = never> {
  (data: T): DomainEvent<N, T>;
  readonly type: N;
  /** Of the declared shape; recorded with every event. */
  readonly schemaVersion: number;
  /** By the version that it starts from. */
  readonly upcast: Readonly<Record<number, Upcast>>;
  readonly description: string;
  readonly schema: JsonSchema;
}
export type EventOf<E> = E extends EventType<infer N, infer T> ? DomainEvent<N, T> : never;

/**
 * Declares an event type. `type` is the stored name and never changes. A changed shape is the next version, with an upcast from the one before:
 * readers see the declared shape only, whenever an event was recorded.
 */
export function event<const N extends string, const S extends Fields, const V extends number = 1>(
  type: N,
  fields: S,
  description: string,
  evolution?: Evolution<V, Values<S>>,
): EventType<N, Values<S>> {
  const state = (data: Values<S>): DomainEvent<N, Values<S>> => ({ type, data });
  const { version = 1, upcast = {} } = evolution ?? {};
  return Object.assign(state, { type, schemaVersion: version, upcast, description, schema: objectSchema(fields) });
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
  /** Of the shape in which the data are: as declared when it was recorded, as declared now once the log gives the event back. */
  readonly schemaVersion: string;
  readonly organizationId: string;
  readonly actorKind: ActorKind;
  readonly actorRef: string;
  readonly fidelity: Fidelity;
  readonly sourceSystem?: string;
  readonly sourceExternalId?: string;
  /** `SilentRow`s told with it, in JSON. */
  readonly silentRows?: string;
  readonly $correlationId: string;
  readonly $causationId: string;
}

/** A place in the log: opaque, sorts as text. The empty string is before the first event. */
export type Position = string;
export const START: Position = '';

/** Of an event and what the server keeps beside it, in EventStoreDB. */
const BYTES_AN_EVENT = 1_000;

/**
 * About how many events come before a position, never fewer than before an earlier one: the embedded log counts events, EventStoreDB bytes, in
 * two parts. For sizes only.
 */
export function numberOf(position: Position): number {
  const [count, prepared] = position.split(':');
  return prepared === undefined ? Number(count) : Math.floor(Number(count) / BYTES_AN_EVENT);
}

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

type Declaration = Pick<EventType, 'schemaVersion' | 'upcast'>;

/**
 * Gives a recorded event the shape in which its type is declared now. A type that is not declared is left alone: nobody here reads it.
 * @returns the event itself where it has that shape already, which nearly all have
 * @throws RapportError UNKNOWN_EVENT_VERSION for a version that the declaration does not know. A later program wrote it: read as if it were of
 * the present shape it would be misread, and what it keeps confidential might be told.
 */
export function upcasting(eventTypes: readonly EventType[]): (event: RecordedEvent) => RecordedEvent {
  const declared = new Map<string, Declaration>(eventTypes.map((eventType) => [eventType.type, eventType]));
  const current = new Map(eventTypes.map(({ type, schemaVersion }) => [type, String(schemaVersion)]));
  return (event) => {
    const { type, metadata } = event;
    const schemaVersion = current.get(type);
    if (schemaVersion === undefined || metadata.schemaVersion === schemaVersion) return event;
    return { ...event, data: upcast(event, declared.get(type)!), metadata: { ...metadata, schemaVersion } };
  };
}

function upcast({ id, type, data, metadata }: RecordedEvent, { schemaVersion, upcast: steps }: Declaration): object {
  const recorded = Number(metadata.schemaVersion);
  if (!Number.isInteger(recorded) || recorded < 1 || recorded > schemaVersion) {
    throw new RapportError(
      'UNKNOWN_EVENT_VERSION',
      `The event ${id} is a ${type} of version "${metadata.schemaVersion}"; this program knows it up to version ${schemaVersion}`,
      { remedy: 'Run the version of Rapport that wrote it, or a later one.' },
    );
  }
  let shape = data;
  for (let version = recorded; version < schemaVersion; version += 1) shape = steps[version]!(shape as never);
  return shape;
}
