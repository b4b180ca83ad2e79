import { hash } from 'node:crypto';
import { schemaVersionOf } from '../domain/aggregates.js';
import type { Command } from '../domain/kernel/command.js';
import type { DomainEvent, EventMetadata } from '../domain/kernel/event.js';
import type { NewEvent } from '../event-log/event-log.js';

/**
 * Makes UUIDs out of names: the same name in the same namespace gives the same one (RFC 9562, version 5). Every command needs one or two;
 * the library's own version takes five times as long, for it cannot hash in one call.
 */
export function namedUuids(namespace: string): (name: string) => string {
  const prefix = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  return (name) => {
    const digest = hash('sha1', Buffer.concat([prefix, Buffer.from(name)]), 'hex');
    const variant = '89ab'.charAt(Number.parseInt(digest.charAt(16), 16) & 3);
    return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  };
}

const eventId = namedUuids('c5a5f2b0-6a6e-5d6c-9a43-2f3b7c1d8e90');

/** What goes with every event of a command. */
export function metadataOf(command: Command, organizationId: string): Omit<EventMetadata, 'schemaVersion'> {
  return {
    occurredAt: command.occurredAt,
    commandId: command.commandId,
    ...(command.commandHash !== undefined && { commandHash: command.commandHash }),
    organizationId,
    actorKind: command.actor.kind,
    actorRef: command.actor.ref,
    fidelity: command.importedFrom?.fidelity ?? 'NATIVE',
    ...(command.importedFrom && { sourceSystem: command.importedFrom.system, sourceExternalId: command.importedFrom.externalId }),
    ...(command.silentRows && { silentRows: JSON.stringify(command.silentRows) }),
    $correlationId: command.correlationId ?? command.commandId,
    $causationId: command.causationId ?? command.commandId,
  };
}

/**
 * Events ready for the log. Their ids follow from stream, command and place: repeating a lost append is recognised by the log, and no two
 * streams share an id though one commandId may serve both. The command is its id and its hash: of two commands that race under one id, the
 * log must not take the later for a repeat of the first.
 */
export function newEvents(stream: string, command: Command, decided: readonly DomainEvent[], organizationId: string): NewEvent[] {
  const metadata = metadataOf(command, organizationId);
  const { commandId, commandHash } = command;
  const origin = commandHash === undefined ? `${stream}|${commandId}` : `${stream}|${commandId}|${commandHash}`;
  return decided.map((event, index) => ({
    ...event,
    id: eventId(`${origin}|${index}`),
    metadata: { ...metadata, schemaVersion: String(schemaVersionOf(event.type)) },
  }));
}

/** Well below what one append may weigh, so that the estimate below need not be exact. */
const CHUNK_BYTES = 700_000;

/**
 * Joins commands' events into as few appends as fit; a command's own events are never torn apart. One command alone is passed on as it is:
 * if it is too large, the log says so.
 */
export function* appendChunks(commands: readonly (readonly NewEvent[])[]): Generator<readonly NewEvent[]> {
  if (commands.length === 1) {
    if (commands[0]!.length > 0) yield commands[0]!;
    return;
  }
  let chunk: NewEvent[] = [];
  let bytes = 0;
  for (const events of commands) {
    const weight = events.reduce((sum, event) => sum + weightOf(event), 0);
    if (chunk.length > 0 && bytes + weight > CHUNK_BYTES) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(...events);
    bytes += weight;
  }
  if (chunk.length > 0) yield chunk;
}

/** An upper estimate without serialising: a character is three bytes of UTF-8 at most, and our fields are short. */
function weightOf({ data, metadata }: NewEvent): number {
  return 3 * (charactersOf(data) + charactersOf(metadata)) + 200;
}

function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 24;
  return Object.entries(value).reduce((sum, [key, item]) => sum + key.length + 4 + charactersOf(item), 2);
}
