import { type Fields, type JsonSchema, objectSchema, type Values } from './fields.js';
import { RapportError } from './errors.js';

/** A fact as a decider states it: past tense, JSON-safe, self-contained. */
export interface DomainEvent<N extends string = string, T = object> {
  readonly type: N;
  readonly data: T;
}

/**
 * Converts an event's data from one version to the next. Pure, and never changed after its release: the log keeps events of
 * every version.
 */
type Upcast<To = object> = (old: never) => To;

type Counted<N extends number, Count extends unknown[] = []> = Count['length'] extends N
  ? Count
  : Counted<N, [...Count, unknown]>;
type Next<N extends number> = [...Counted<N>, unknown]['length'];
/** The versions before V, from 1. */
type Before<V extends number, N extends number = 1> = N extends V ? never : N | Before<V, Next<N> & number>;

/** How an event type evolved: an upcast from every earlier version to the next. The last one returns the current shape. */
export interface Evolution<V extends number, T> {
  readonly version: V;
  readonly upcast: { readonly [N in Before<V>]: Upcast<Next<N> extends V ? T : object> };
}

/** An upcast that drops these fields. */
export const without =
  (...fields: readonly string[]) =>
  <T>(old: never): T =>
    Object.fromEntries(Object.entries(old).filter(([name]) => !fields.includes(name))) as T;

/** The declaration of an event type. Calling it creates an event. */
export interface EventType<N extends string = string, T = never> {
  (data: T): DomainEvent<N, T>;
  readonly type: N;
  /** The version of the declared shape; stored with every event. */
  readonly schemaVersion: number;
  /** The upcasts, by the version that each starts from. */
  readonly upcast: Readonly<Record<number, Upcast>>;
  readonly description: string;
  readonly schema: JsonSchema;
}
export type EventOf<E> = E extends EventType<infer N, infer T> ? DomainEvent<N, T> : never;

/**
 * Declares an event type. `type` is the stored name and never changes. A changed shape is a new version, with an upcast from
 * the previous one: readers see only the declared shape, whatever version was recorded.
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

/** The source of an event: seen here, taken from another system's history, or derived from the difference of two snapshots. */
export type Fidelity = 'NATIVE' | 'HISTORY' | 'SNAPSHOT';
export type ActorKind = 'REQUESTER' | 'IT_STAFF' | 'LIAISON' | 'SYSTEM' | 'IMPORT';

/**
 * What accompanies every event. Flat, and every value is a string: EventStoreDB's tools read `$correlationId` and
 * `$causationId`, and later servers require string values.
 */
export interface EventMetadata {
  /** When it happened; `recordedAt` is when we learned of it. */
  readonly occurredAt: string;
  readonly commandId: string;
  /**
   * A hash of what the command requested, so that its id cannot serve another command. Never published: short confidential
   * values could be guessed from it.
   */
  readonly commandHash?: string;
  /**
   * The version of the data's shape: in storage, the one declared at the time of recording; as read from the log, the one
   * declared now.
   */
  readonly schemaVersion: string;
  readonly organizationId: string;
  readonly actorKind: ActorKind;
  readonly actorRef: string;
  readonly fidelity: Fidelity;
  readonly sourceSystem?: string;
  readonly sourceExternalId?: string;
  /** `SilentRow`s recorded with it, in JSON. */
  readonly silentRows?: string;
  readonly $correlationId: string;
  readonly $causationId: string;
}

/** A place in the log: opaque, sorts as text. The empty string is before the first event. */
export type Position = string;
export const START: Position = '';

/** The average size of an event in EventStoreDB, with the server's overhead. */
const BYTES_AN_EVENT = 1_000;

/**
 * The approximate number of events before a position; never decreases with the position. The embedded log's positions count
 * events, EventStoreDB's count bytes, in two parts. For size estimates only.
 */
export function numberOf(position: Position): number {
  const [count, prepared] = position.split(':');
  return prepared === undefined ? Number(count) : Math.floor(Number(count) / BYTES_AN_EVENT);
}

/** An event as the log returns it. */
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
 * Returns a function that converts a recorded event to the shape in which its type is declared now. An undeclared type is
 * returned unchanged: nothing here reads it.
 * @returns for an event that has that shape already, as nearly all have, the event itself
 * @throws RapportError UNKNOWN_EVENT_VERSION for a version that the declaration does not know. A later program wrote it: read
 * in the current shape it would be misread, and its confidential fields might be published.
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
      `The event ${id} is a ${type} of version "${metadata.schemaVersion}"; this program supports versions up to ${schemaVersion}`,
      { remedy: 'Run the version of Rapport that wrote it, or a later one.' },
    );
  }
  let shape = data;
  for (let version = recorded; version < schemaVersion; version += 1) shape = steps[version]!(shape as never);
  return shape;
}
