import type { RecordedEvent } from '../domain/kernel/event.js';
import { publicData } from './public-data.js';

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
  readonly correlationid: string;
  readonly causationid: string;
  readonly commandid: string;
  readonly actorkind: string;
  readonly fidelity: string;
}

/** `org.rapport.TicketLogged.v1`: a change that old readers would misread gets a new version, hence a new type. */
export const cloudEventType = (type: string, schemaVersion: string | number): string => `org.rapport.${type}.v${schemaVersion}`;

/** Where the JSON Schema of an event type's data is served. */
export const schemaPath = (type: string): string => `/schemas/events/${type}.json`;

export function toCloudEvent(event: RecordedEvent): CloudEvent {
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
    dataschema: schemaPath(type),
    data: publicData(event),
    position,
    revision,
    recordedat: recordedAt,
    correlationid: metadata.$correlationId,
    causationid: metadata.$causationId,
    commandid: metadata.commandId,
    actorkind: metadata.actorKind,
    fidelity: metadata.fidelity,
  };
}
