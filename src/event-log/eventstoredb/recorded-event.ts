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
 * Converts a stored event to our RecordedEvent. The log may be shared with other applications: their events are returned with
 * whatever they contain, so that readers skip the types they do not know.
 * @throws RapportError UNKNOWN_EVENT_VERSION
 */
export function toRecordedEvent(event: AnyServerEvent): RecordedEvent {
  const { id, type, streamId, revision, created, data, metadata } = event;
  const recordedAt = created.toISOString();
  const recorded = {
    id,
    type,
    stream: streamId,
    revision: Number(revision),
    position: positionOf(event),
    recordedAt,
    data: isPlainObject(data) ? data : {},
  };
  if (isOurs(metadata)) return toDeclaredShape({ ...recorded, metadata });
  return { ...recorded, metadata: foreignMetadata(id, recordedAt, metadata) };
}

/** Throws for a server older than 22.6, whose stream reads return no position. */
export function positionOf({ id, position }: AnyServerEvent): Position {
  if (position === undefined) throw new Error(`Event ${id} has no position: the server is older than 22.6`);
  return toPosition(position);
}

/** The server's own events: those in its streams, and links, whose type is `$>`, in any stream. */
export const isSystemEvent = ({ streamId, type }: AnyServerEvent): boolean => streamId.startsWith('$') || type.startsWith('$');

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

const isOurs = (metadata: unknown): metadata is EventMetadata =>
  isPlainObject(metadata) && typeof metadata['commandId'] === 'string' && typeof metadata['occurredAt'] === 'string';

function foreignMetadata(id: string, recordedAt: string, metadata: unknown): EventMetadata {
  const texts = isPlainObject(metadata) ? Object.entries(metadata).filter(([, value]) => typeof value === 'string') : [];
  return {
    occurredAt: recordedAt,
    commandId: id,
    schemaVersion: '1',
    organizationId: '',
    actorKind: 'SYSTEM',
    actorRef: 'unknown',
    fidelity: 'NATIVE',
    $correlationId: id,
    $causationId: id,
    ...Object.fromEntries(texts),
  };
}
