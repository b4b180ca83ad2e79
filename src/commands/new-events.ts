import { hash } from 'node:crypto';
import { schemaVersionOf } from '../domain/aggregates.js';
import type { Command } from '../domain/kernel/command.js';
import type { DomainEvent, EventMetadata } from '../domain/kernel/event.js';
import type { NewEvent } from '../event-log/event-log.js';

/**
 * Generates UUIDs from names: the same name in the same namespace gives the same UUID (RFC 9562, version 5). Every command
 * needs one or two. Not the `uuid` library's version, which takes five times as long because it cannot hash in one call.
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

/** The metadata that all events of a command share. */
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
 * Builds events that are ready for the log. Each id is derived from stream, command and place, so that the log recognises a
 * retried append, and two streams never share an id though one commandId may serve both. The command's hash is part of it:
 * of two commands that race under one id, the log must not take the later for a repeat of the first.
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

/** Well below the log's limit for one append, so that the estimate below need not be exact. */
const CHUNK_BYTES = 700_000;

/**
 * Joins the events of several commands into as few appends as possible. The events of one command are never split. A single
 * command is passed on unchanged: if it is too large, the log refuses it.
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

/** An upper bound without serialising: a character is at most three bytes of UTF-8, and our fields are short. */
function weightOf({ data, metadata }: NewEvent): number {
  return 3 * (charactersOf(data) + charactersOf(metadata)) + 200;
}

function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 24;
  return Object.entries(value).reduce((sum, [key, item]) => sum + key.length + 4 + charactersOf(item), 2);
}
