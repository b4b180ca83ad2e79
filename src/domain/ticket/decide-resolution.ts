import { type Rule, when } from '../kernel/decide-by.js';
import * as c from './commands.js';
import * as e from './events.js';
import { firstAnswer, isByPerson } from './first-answer.js';
import { held, logged, mustBe, mustBeOpen } from './logged.js';
import { isOpen, openPromise, type Ticket, type TicketState, type TicketStatus } from './state.js';
import { heldUntil } from './targets.js';

const DONE: readonly TicketStatus[] = ['RESOLVED', 'CLOSED'];

/** Whether the matter is solved, for IT and for the department. */
export const RESOLUTION_RULES: readonly Rule<e.TicketEvent, TicketState>[] = [
  when(c.ResolveTicket, (command, state, references): readonly e.TicketEvent[] => {
    const ticket = logged(command, state);
    const { byTeamId: teamId = ticket.teamId, resolutionCode, workaround, human, occurredAt } = command;
    if (ticket.status === 'RESOLVED') return [];
    mustBeOpen(command, ticket, 'it cannot be resolved');
    const { status, cycle, loggedAt } = ticket;
    const answer = isByPerson(command) ? firstAnswer(command, ticket) : [];
    // Whoever answers a new ticket by solving it had it in hand first.
    const from = answer.length > 0 && status === 'NEW' ? 'IN_PROGRESS' : status;
    const how = { from, cycle, resolutionCode, workaround, human, loggedAt, heldUntil: heldUntil(references, occurredAt) };
    return [...answer, e.TicketResolved({ ...held(ticket), teamId, ...how, answers: openPromise(ticket) })];
  }),
  when(c.ConfirmTicketResolution, (command, state) => {
    const ticket = logged(command, state);
    if (ticket.confirmed) return [];
    mustBe(DONE, command, ticket, 'there is no resolution to confirm');
    return [e.TicketResolutionConfirmed({ ...held(ticket), cycle: ticket.cycle, byRef: command.byRef })];
  }),
  when(c.RejectTicketResolution, (command, state) => {
    const ticket = logged(command, state);
    const { byRef, reason } = command;
    mustBe(DONE, command, ticket, 'there is no resolution to reject');
    const rejected = e.TicketResolutionRejected({ ...held(ticket), cycle: ticket.cycle, byRef, reason });
    return isOpen(ticket) ? [rejected] : [rejected, reopened(ticket, reason)];
  }),
  when(c.ReopenTicket, (command, state) => {
    const ticket = logged(command, state);
    if (isOpen(ticket)) return [];
    mustBe(DONE, command, ticket, 'it stays so');
    return [reopened(ticket, command.reason)];
  }),
];

/** The next cycle begins. The resolution that it undoes goes along, so that no reader has to look it up. */
function reopened(ticket: Ticket, reason: string | undefined): e.TicketEvent {
  const latest = ticket.record.resolutions.at(-1);
  const undone = latest && latest.reopenedAt === undefined ? latest : undefined;
  const resolution = undone && { teamId: undone.teamId, resolvedAt: undone.resolvedAt, heldUntil: undone.heldUntil };
  return e.TicketReopened({ ...held(ticket), from: ticket.status, cycle: ticket.cycle + 1, reason, resolution });
}
