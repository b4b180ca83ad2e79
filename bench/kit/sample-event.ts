import { randomUUID } from 'node:crypto';
import type { NewEvent } from '../../src/event-log/event-log.js';

/** A ticket's first event as it is recorded: some 500 bytes of data and metadata together. */
export function sampleEvent(): NewEvent {
  const commandId = randomUUID();
  return {
    id: randomUUID(),
    type: 'TicketLogged',
    data: {
      departmentId: 'radiology',
      kind: 'INCIDENT',
      channel: 'PHONE',
      clinicalImpact: 'NONE',
      category: 'Printing',
      priority: 3,
    },
    metadata: {
      occurredAt: '2026-03-01T08:00:00.000Z',
      commandId,
      commandHash: commandId.slice(-12),
      schemaVersion: '1',
      organizationId: 'hospital',
      actorKind: 'IT_STAFF',
      actorRef: 'agent-4711',
      fidelity: 'NATIVE',
      $correlationId: commandId,
      $causationId: commandId,
    },
  };
}

/** The part of an event that must reach the disk in any store. */
export const bytesOf = ({ type, data, metadata }: NewEvent): string =>
  `${type}${JSON.stringify(data)}${JSON.stringify(metadata)}`;
