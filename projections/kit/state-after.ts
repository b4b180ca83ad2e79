import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';
import type { TicketState } from './ticket-state.js';

/** Where a ticket stands after an event of these types; every other type leaves the state alone. */
const MOVES = {
  TicketLogged: 'NEW',
  TicketWorkStarted: 'IN_PROGRESS',
  TicketPlacedOnHold: 'ON_HOLD',
  TicketResumed: 'IN_PROGRESS',
  TicketResolved: 'RESOLVED',
  TicketReopened: 'IN_PROGRESS',
  TicketClosed: 'CLOSED',
  TicketCancelled: 'CANCELLED',
  TicketMerged: 'MERGED',
} as const satisfies Partial<Record<TicketEvent['type'], TicketState>>;

/** The state that the event leads to; null: the one before. A person who takes a new ticket in hand has begun with it. */
export function stateAfter(event: RecordedEvent<TicketEvent>): TicketState | null {
  if (event.type === 'TicketAcknowledged') return event.data.human && event.data.from === 'NEW' ? 'IN_PROGRESS' : null;
  return (MOVES as Partial<Record<string, TicketState>>)[event.type] ?? null;
}
