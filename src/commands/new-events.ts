import type { Command } from '../domain/kernel/command.js';
import type { DomainEvent, EventMetadata } from '../domain/kernel/event.js';
import type { NewEvent } from '../event-log/event-log.js';
import { namedUuids } from './named-uuid.js';

const eventId = namedUuids('c5a5f2b0-6a6e-5d6c-9a43-2f3b7c1d8e90');

/** What goes with every event of a command. */
export function metadataOf(command: Command, organizationId: string): Omit<EventMetadata, 'schemaVersion'> {
  return {
    occurredAt: command.occurredAt,
    commandId: command.commandId,
    organizationId,
    actorKind: command.actor.kind,
    actorRef: command.actor.ref,
    fidelity: command.source?.fidelity ?? 'NATIVE',
    ...(command.source && { sourceSystem: command.source.system, sourceExternalId: command.source.externalId }),
    $correlationId: command.correlationId ?? command.commandId,
    $causationId: command.causationId ?? command.commandId,
  };
}

/**
 * Events ready for the log. Their ids follow from stream, command and place: repeating a lost append is recognised by the log, and no two
 * streams share an id though one commandId may serve both.
 */
export function newEvents(
  stream: string,
  command: Command,
  decided: readonly DomainEvent[],
  organizationId: string,
  schemaVersionOf: (type: string) => number,
): NewEvent[] {
  const metadata = metadataOf(command, organizationId);
  return decided.map((event, index) => ({
    ...event,
    id: eventId(`${stream}|${command.commandId}|${index}`),
    metadata: { ...metadata, schemaVersion: String(schemaVersionOf(event.type)) },
  }));
}
