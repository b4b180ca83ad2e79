import {
  type AllStreamRecordedEvent,
  type RecordedEvent as ServerEvent,
  START as FROM_START,
  type Position as ServerPosition,
} from '@eventstore/db-client';
import { toDeclaredShape } from '../../domain/aggregates.js';
import { type EventMetadata, type Position, type RecordedEvent, START } from '../../domain/kernel/event.js';
import { invalidPosition } from '../event-log.js';

/** Digits of the largest 64-bit number, so that positions sort as text. */
const DIGITS = 20;
const FORMAT = /^\d{20}:\d{20}$/;

const padded = (part: bigint): string => part.toString().padStart(DIGITS, '0');

/** Holds both commit and prepare position: the server refuses to read from one without the other. */
export function toPosition({ commit, prepare }: ServerPosition): Position {
  const first = padded(commit);
  return `${first}:${prepare === commit ? first : padded(prepare)}`;
}

/** Throws INVALID_POSITION when the text is malformed. Only the server knows whether the log has the position. */
export function toServerPosition(position: Position): ServerPosition | typeof FROM_START {
  if (position === START) return FROM_START;
  if (!FORMAT.test(position)) throw invalidPosition(position);
  const [commit = '', prepare = ''] = position.split(':');
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

/** The result of both kinds of read; a stream's events include their position since server 22.6. */
export type AnyServerEvent = ServerEvent | AllStreamRecordedEvent;

/**
 * Converts a stored event to our RecordedEvent. Other applications may write to the same log, also under our type names and
 * into streams named like ours: their events keep their place, but nothing of their content is believed, and their type
 * becomes one that nobody reads.
 * @throws RapportError UNKNOWN_EVENT_VERSION
 */
export function toRecordedEvent(event: AnyServerEvent): RecordedEvent {
  const { id, type, streamId, revision, created, data, metadata } = event;
  const recordedAt = created.toISOString();
  const place = { id, stream: streamId, revision: Number(revision), position: positionOf(event), recordedAt };
  if (isOurs(metadata)) return toDeclaredShape({ ...place, type, data: isPlainObject(data) ? data : {}, metadata });
  return { ...place, type: `foreign:${type}`, data: {}, metadata: foreignMetadata(id, recordedAt) };
}

/** Drops the content of events that are not ours: it may be megabytes each, and a page holds a thousand. */
export const withoutForeignContent = (event: AnyServerEvent): AnyServerEvent =>
  isOurs(event.metadata) ? event : ({ ...event, data: {}, metadata: {} } as AnyServerEvent);

/** Throws for a server older than 22.6, whose stream reads return no position. */
export function positionOf({ id, position }: AnyServerEvent): Position {
  if (position === undefined) throw new Error(`Event ${id} has no position: the server is older than 22.6`);
  return toPosition(position);
}

/** The server's own events: those in its streams, and links, whose type is `$>`, in any stream. */
export const isSystemEvent = ({ streamId, type }: AnyServerEvent): boolean => streamId.startsWith('$') || type.startsWith('$');

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

/** What the metadata of every event of ours has had since the first version. Another application may have some of it. */
const SIGNATURE = [
  ...['occurredAt', 'commandId', 'schemaVersion', 'organizationId', 'actorKind', 'actorRef', 'fidelity'],
  ...['$correlationId', '$causationId'],
];

const isOurs = (metadata: unknown): metadata is EventMetadata =>
  isPlainObject(metadata) && SIGNATURE.every((name) => typeof metadata[name] === 'string');

const foreignMetadata = (id: string, recordedAt: string): EventMetadata => ({
  occurredAt: recordedAt,
  commandId: id,
  schemaVersion: '1',
  organizationId: '',
  actorKind: 'SYSTEM',
  actorRef: 'unknown',
  fidelity: 'NATIVE',
  $correlationId: id,
  $causationId: id,
});
