import { type Rule, when } from '../kernel/decide-by.js';
import * as c from './commands.js';
import * as e from './events.js';
import { held, logged, mustBeOpen } from './logged.js';
import { isOpen, type TicketState } from './state.js';
import { acknowledgeBy } from './targets.js';

/** Who holds the ticket. */
export const ASSIGNMENT_RULES: readonly Rule<e.TicketEvent, TicketState>[] = [
  when(c.AssignTicket, (command, state, references): readonly e.TicketEvent[] => {
    const ticket = logged(command, state);
    const { teamId: toTeamId, assigneeRef, reason } = command;
    const { departmentId, teamId: fromTeamId, loggedAt } = ticket;
    const samePerson = assigneeRef === undefined || assigneeRef === ticket.assigneeRef;
    if (fromTeamId === toTeamId && samePerson) return [];
    mustBeOpen(command, ticket, 'it is assigned to nobody any more');
    const to = { ticketId: command.ticketId, departmentId, toTeamId, assigneeRef };
    if (fromTeamId !== undefined && fromTeamId !== toTeamId) return [e.TicketReassigned({ ...to, fromTeamId, reason })];
    // The clock is for the first answer: whom a person answered already waits for none.
    const clockStarts = !ticket.assignedBefore && ticket.acknowledged !== 'BY_PERSON' && isOpen(ticket);
    const due = clockStarts ? acknowledgeBy(command, references, loggedAt) : undefined;
    return [e.TicketAssigned({ ...to, loggedAt, acknowledgeBy: due })];
  }),
  when(c.UnassignTicket, (command, state) => {
    const ticket = logged(command, state);
    const { ticketId, departmentId, teamId: fromTeamId } = held(ticket);
    if (fromTeamId === undefined) return [];
    mustBeOpen(command, ticket, 'who held it stays on record');
    return [e.TicketUnassigned({ ticketId, departmentId, fromTeamId, reason: command.reason })];
  }),
];
