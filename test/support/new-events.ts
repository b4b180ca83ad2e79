import { randomUUID } from 'node:crypto';
import type { DomainEvent, EventMetadata } from '../../src/domain/kernel/event.js';
import type { NewEvent } from '../../src/event-log/event-log.js';

const METADATA: EventMetadata = {
  occurredAt: '2026-03-01T08:00:00.000Z',
  commandId: 'command-1',
  schemaVersion: '1',
  organizationId: 'st-elsewhere',
  actorKind: 'IT_STAFF',
  actorRef: 'person-1',
  fidelity: 'NATIVE',
  $correlationId: 'correlation-1',
  $causationId: 'causation-1',
};

/** An event ready to append, with default metadata where none is given. */
export const newEvent = ({ type, data }: DomainEvent, metadata: Partial<EventMetadata> = {}): NewEvent => ({
  id: randomUUID(),
  type,
  data,
  metadata: { ...METADATA, ...metadata },
});

/** A small ticket event with a number, for tests that count arriving events. */
export const numbered = (number: number, data: Record<string, unknown> = {}): NewEvent =>
  newEvent({ type: 'TicketWorkStarted', data: { ticketId: `T${number}`, teamId: 'desk', departmentId: 'icu', ...data } });
