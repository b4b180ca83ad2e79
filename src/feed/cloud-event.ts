import { EVENT_TYPES } from '../domain/aggregates.js';
import type { VisibleEvent } from '../access/single-answers.js';
import type { RecordedEvent } from '../domain/kernel/event.js';

/** The confidential fields of each event type, which are never published. Most types have none. */
const CONFIDENTIAL: ReadonlyMap<string, readonly string[]> = new Map(
  EVENT_TYPES.flatMap(({ type, schema }) => {
    const fields = Object.entries(schema.properties ?? {}).filter(([, field]) => field['x-confidential']);
    return fields.length > 0 ? [[type, fields.map(([name]) => name)]] : [];
  }),
);

/** Whether an event records something that was said in confidence. */
export const isConfidential = (type: string): boolean => CONFIDENTIAL.has(type);

/**
 * Whether the feed includes the caller's ids. If not: a respondent might be recognised by the ids that their own system gave
 * the answer.
 */
export const tellsCallersIds = ({ type, isWithheld }: VisibleEvent): boolean => !isConfidential(type) && isWithheld !== true;

/**
 * An event's data as everyone may read it: it shows that someone answered, but not who or what. A consumer that needs more must
 * read the log itself, under the log's own access control.
 */
export function publicData({ type, data }: RecordedEvent): object {
  const hidden = CONFIDENTIAL.get(type);
  return hidden ? Object.fromEntries(Object.entries(data).filter(([name]) => !hidden.includes(name))) : data;
}

/** An event as integrations receive it: CloudEvents 1.0 in JSON; the attributes after `data…` are our extensions. */
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
  /** Where to resume: send it back as `after`. */
  readonly position: string;
  readonly revision: number;
  readonly recordedat: string;
  /**
   * The caller's ids and the command's; absent when the event was said in confidence, or when a single answer is withheld from
   * it.
   */
  readonly correlationid?: string;
  readonly causationid?: string;
  readonly commandid?: string;
  readonly actorkind: string;
  readonly fidelity: string;
  /** Set when one person's answer about a contact is withheld from `data`; otherwise absent. */
  readonly shown?: 'SUPPRESSED';
}

/** `org.rapport.TicketLogged.v1`. A change that old consumers would misread gets a new version, and thereby a new type. */
export const cloudEventType = (type: string, schemaVersion: string | number): string => `org.rapport.${type}.v${schemaVersion}`;

/** The path that serves the JSON Schema of an event type's data. */
export const schemaPath = (type: string): string => `/schemas/events/${type}.json`;

/**
 * The absolute URI of an event's data schema, which CloudEvents 1.0 requires: its URL when the server's public URL is known,
 * otherwise a URN. Never derived from a request: an event must be the same for every consumer.
 * @param publicUrl PUBLIC_URL, without a trailing slash
 */
export const schemaUri = (type: string, schemaVersion: string | number, publicUrl: string | undefined): string =>
  publicUrl === undefined ? `urn:rapport:event:${type}:v${schemaVersion}` : `${publicUrl}${schemaPath(type)}`;

/** Converts an event for the feed: CloudEvents 1.0, with position and revision as extensions, without confidential fields. */
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
