import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';

export interface OpenedPromise {
  readonly teamId: string;
  readonly departmentId: string;
  readonly dueAt: string;
}

/**
 * The promise of a next word that an event gives, if it gives one. A promise needs somebody who gives it, and a department that hears it: an
 * internal note promises nothing.
 */
export function openedPromise(event: RecordedEvent<TicketEvent>): OpenedPromise | null {
  switch (event.type) {
    case 'TicketAcknowledged':
      return promised(event.data, event.data.expectedNextUpdateBy);
    case 'TicketPlacedOnHold':
      return promised(event.data, event.data.nextUpdateBy);
    case 'TicketUpdateShared':
      return event.data.visibility === 'DEPARTMENT' ? promised(event.data, event.data.nextUpdateBy) : null;
    default:
      return null;
  }
}

const promised = ({ teamId, departmentId }: { teamId?: string; departmentId: string }, dueAt?: string): OpenedPromise | null =>
  teamId === undefined || dueAt === undefined ? null : { teamId, departmentId, dueAt };
