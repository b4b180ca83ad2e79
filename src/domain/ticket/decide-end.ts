import { type Rule, when } from '../kernel/decide-by.js';
import { invalidInput } from '../kernel/refusals.js';
import * as c from './commands.js';
import * as e from './events.js';
import { held, logged, mustBe, mustBeOpen } from './logged.js';
import { openPromise, runningClock, type TicketState } from './state.js';

/** How the file is closed: after a resolution, by withdrawal, or by going on in another ticket. */
export const END_RULES: readonly Rule<e.TicketEvent, TicketState>[] = [
  when(c.CloseTicket, (command, state) => {
    const ticket = logged(command, state);
    if (ticket.status === 'CLOSED') return [];
    mustBe(['RESOLVED'], command, ticket, 'only a resolved ticket is closed');
    const { status: from, cycle, loggedAt } = ticket;
    return [e.TicketClosed({ ...held(ticket), from, cycle, reason: command.reason, loggedAt, answers: openPromise(ticket) })];
  }),
  when(c.CancelTicket, (command, state) => {
    const ticket = logged(command, state);
    if (ticket.status === 'CANCELLED') return [];
    mustBeOpen(command, ticket, 'there is nothing to withdraw');
    const open = { clock: runningClock(ticket), answers: openPromise(ticket) };
    return [e.TicketCancelled({ ...held(ticket), from: ticket.status, reason: command.reason, ...open })];
  }),
  when(c.MergeTicket, (command, state) => {
    const ticket = logged(command, state);
    const { ticketId, intoTicketId } = command;
    if (intoTicketId === ticketId) {
      throw invalidInput('intoTicketId', `the ticket "${ticketId}" cannot go on in itself`, 'Name another ticket.');
    }
    if (ticket.mergedInto === intoTicketId) return [];
    mustBeOpen(command, ticket, 'it does not go on elsewhere');
    const open = { clock: runningClock(ticket), answers: openPromise(ticket) };
    return [e.TicketMerged({ ...held(ticket), from: ticket.status, intoTicketId, ...open })];
  }),
];
