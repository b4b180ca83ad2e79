import { isHistory } from '../kernel/command.js';
import { illegalMove, invalidInput, notFound } from '../kernel/refusals.js';
import type { TicketCommand } from './commands.js';
import { isOpen, type Ticket, type TicketState, type TicketStatus } from './state.js';

/**
 * The ticket that a command speaks of.
 * @throws RapportError NOT_FOUND when it was never logged; INVALID_INPUT when the command happened before it was (history may).
 */
export function logged(command: TicketCommand, state: TicketState): Ticket {
  if (!state) throw notFound('ticketId', 'ticket', command.ticketId, 'Log it first, or correct the id.');
  if (command.occurredAt < state.loggedAt && !isHistory(command)) {
    throw invalidInput('occurredAt', `the ticket was logged only at ${state.loggedAt}`, 'Give a moment after its logging.');
  }
  return state;
}

const REMEDIES: Record<TicketStatus, string> = {
  NEW: 'Assign or acknowledge it first.',
  IN_PROGRESS: 'Resolve it first.',
  ON_HOLD: 'Resume it first.',
  RESOLVED: 'Reopen it first.',
  CLOSED: 'Reopen it first.',
  CANCELLED: 'Log a new ticket.',
  MERGED: 'Use the ticket that goes on.',
};

/** The refusal of a command that the ticket's state does not allow. */
export const notWhile = (ticket: Ticket, what: string) =>
  illegalMove(
    'ticket',
    ticket.logged.ticketId,
    `is ${ticket.status}${ticket.mergedInto === undefined ? '' : ` into "${ticket.mergedInto}"`}: ${what}`,
    REMEDIES[ticket.status],
  );

/** @throws RapportError ILLEGAL_MOVE unless the ticket is in one of the states (history may be in any). */
export function mustBe(states: readonly TicketStatus[], command: TicketCommand, ticket: Ticket, what: string): void {
  if (!states.includes(ticket.status) && !isHistory(command)) throw notWhile(ticket, what);
}

/** @throws RapportError ILLEGAL_MOVE unless IT still has work to do on the ticket (history may). */
export function mustBeOpen(command: TicketCommand, ticket: Ticket, what: string): void {
  if (!isOpen(ticket) && !isHistory(command)) throw notWhile(ticket, what);
}

/** Whose ticket it is and who holds it; part of nearly every event. */
export const held = ({ logged: { ticketId }, departmentId, teamId }: Ticket) => ({ ticketId, departmentId, teamId });
