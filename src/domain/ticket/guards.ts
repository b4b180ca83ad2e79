import { isHistory } from '../kernel/command.js';
import { describeMove, inState, requireInOrder, requireNotBefore } from '../kernel/moves.js';
import { illegalMove, notFound } from '../kernel/errors.js';
import type { TicketCommand } from './commands.js';
import { inForce, LEADS_TO, REMEDIES, type TicketStatus, wasInStatus } from './lifecycle.js';
import type { Ticket, TicketAggregate } from './state.js';

/**
 * The ticket that a command addresses.
 * @throws RapportError NOT_FOUND when it was never logged; INVALID_INPUT when the command happened before it was logged (unless
 * it is history)
 */
export function requireLogged(command: TicketCommand, state: TicketAggregate): Ticket {
  if (!state) throw notFound('ticketId', 'ticket', command.ticketId, 'Log the ticket first, or correct the id.');
  requireNotBefore(command, state.loggedAt, 'the ticket was logged');
  return state;
}

/** The refusal of a command that the ticket's status does not allow. */
export function wrongStatus({ logged: { ticketId }, status, mergedInto, latest }: Ticket, what: string) {
  const into = mergedInto === undefined ? '' : ` into "${mergedInto}"`;
  const move = latest === undefined ? '' : `; recorded: ${describeMove(latest)}`;
  const goesOn = mergedInto === undefined ? [] : [{ code: 'GOES_ON_AS', parameters: { ids: [mergedInto] } } as const];
  return illegalMove('ticketId', 'ticket', ticketId, `is ${status}${into}: ${what}${move}`, REMEDIES[status], [
    ...inState(status, latest),
    ...goesOn,
  ]);
}

/**
 * @throws RapportError ILLEGAL_MOVE unless the ticket has one of the statuses, and no later move is on record (history is not
 * checked)
 */
export function requireStatus(states: readonly TicketStatus[], command: TicketCommand, ticket: Ticket, what: string): void {
  if (!states.includes(ticket.status) && !isHistory(command)) throw wrongStatus(ticket, what);
  requireInOrder(command, 'ticket', command.ticketId, ticket.latest);
}

/**
 * For a message, which may arrive late because it moves nothing.
 * @throws RapportError ILLEGAL_MOVE unless the ticket had one of the statuses at the message's moment (history is not checked)
 */
export function requireStatusAt(states: readonly TicketStatus[], command: TicketCommand, ticket: Ticket, what: string): void {
  if (!isHistory(command) && !wasInStatus(states, ticket.stretches, command.occurredAt)) throw wrongStatus(ticket, what);
}

/**
 * The ticket's status at the command's moment: late HISTORY is decided on the state of then. SNAPSHOTs continue from the
 * present state.
 */
export function statusThen({ occurredAt: at, importedFrom }: TicketCommand, { status, stretches }: Ticket): TicketStatus {
  if (importedFrom?.fidelity !== 'HISTORY' || (stretches.at(-1)?.from ?? '') <= at) return status;
  return inForce(stretches).findLast(({ from }) => from <= at)?.status ?? LEADS_TO.TicketLogged;
}

/** The ticket's id, its department and its holder; part of nearly every event. */
export const ticketParties = ({ logged: { ticketId }, departmentId, teamId }: Ticket) => ({ ticketId, departmentId, teamId });
