import { EVENT_TYPES } from '../domain/aggregates.js';
import type { VisibleEvent } from '../access/single-answers.js';
import type { RecordedEvent } from '../domain/kernel/event.js';

/** The fields of each event type that nobody outside is told. Most types have none. */
const CONFIDENTIAL: ReadonlyMap<string, readonly string[]> = new Map(
  EVENT_TYPES.flatMap(({ type, schema }) => {
    const fields = Object.entries(schema.properties ?? {}).filter(([, field]) => field['x-confidential']);
    return fields.length > 0 ? [[type, fields.map(([name]) => name)]] : [];
  }),
);

/** Whether an event is about what somebody said in confidence. */
export const isConfidential = (type: string): boolean => CONFIDENTIAL.has(type);

/** Whether it is told what the caller called it: whoever answers may be known by the ids that their own system gave the answer. */
export const tellsCallersIds = ({ type, isWithheld }: VisibleEvent): boolean => !isConfidential(type) && isWithheld !== true;

/**
 * An event's data as everybody may read it: that somebody answered, not who and what. Whoever needs more reads the log itself, under the
 * log's own access control.
 */
export function publicData({ type, data }: RecordedEvent): object {
  const hidden = CONFIDENTIAL.get(type);
  return hidden ? Object.fromEntries(Object.entries(data).filter(([name]) => !hidden.includes(name))) : data;
}

/** An event as integrations receive it: CloudEvents 1.0 in JSON; the names after `data…` are our extension attributes. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly data: object;
  /** Where to resume: give it back as `after`. */
  readonly position: string;
  readonly revision: number;
  readonly recordedat: string;
  /** What the caller called it, and this command; absent where the event is about what somebody said in confidence, or that is left out. */
  readonly correlationid?: string;
  readonly causationid?: string;
  readonly commandid?: string;
  readonly actorkind: string;
  readonly fidelity: string;
  /** `data` is without what one person said of a contact. Absent where nothing is left out. */
  readonly shown?: 'SUPPRESSED';
}

/** `org.rapport.TicketLogged.v1`: a change that old readers would misread gets a new version, hence a new type. */
export const cloudEventType = (type: string, schemaVersion: string | number): string => `org.rapport.${type}.v${schemaVersion}`;

/** Where the JSON Schema of an event type's data is served. */
export const schemaPath = (type: string): string => `/schemas/events/${type}.json`;

/**
 * Names the schema of an event's data by an absolute URI, as CloudEvents 1.0 wants it: its address where it is known how others reach this
 * server, else a name that is nowhere an address. Never from a request: the same event is the same for everybody.
 * @param publicUrl PUBLIC_URL, without a slash at its end
 */
export const schemaUri = (type: string, schemaVersion: string | number, publicUrl: string | undefined): string =>
  publicUrl === undefined ? `urn:rapport:event:${type}:v${schemaVersion}` : `${publicUrl}${schemaPath(type)}`;

/** An event as the feed tells it: CloudEvents 1.0, with position and revision as extensions, without what is declared confidential. */
export function toCloudEvent(event: VisibleEvent, publicUrl?: string): CloudEvent {
  const { id, type, stream, revision, position, recordedAt, metadata } = event;
  const category = stream.slice(0, stream.indexOf('-'));
  return {
    specversion: '1.0',
    id,
    source: `/organizations/${encodeURIComponent(metadata.organizationId)}/${category}`,
    type: cloudEventType(type, metadata.schemaVersion),
    subject: stream,
    time: metadata.occurredAt,
    datacontenttype: 'application/json',
    dataschema: schemaUri(type, metadata.schemaVersion, publicUrl),
    data: publicData(event),
    position,
    revision,
    recordedat: recordedAt,
    ...(tellsCallersIds(event) && {
      correlationid: metadata.$correlationId,
      causationid: metadata.$causationId,
      commandid: metadata.commandId,
    }),
    actorkind: metadata.actorKind,
    fidelity: metadata.fidelity,
    ...(event.isWithheld && { shown: 'SUPPRESSED' as const }),
  };
}
