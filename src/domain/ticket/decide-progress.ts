import { isHistory } from '../kernel/command.js';
import { type Rule, when } from '../kernel/decide-by.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { held, logged, mustBe, mustBeOpen } from './logged.js';
import { statedPromise } from './promising.js';
import { said } from './said.js';
import { openPromise, type TicketState } from './state.js';

/** How work on the ticket goes on, waits, or calls for more. */
export const PROGRESS_RULES: readonly Rule<e.TicketEvent, TicketState>[] = [
  when(c.StartTicketWork, (command, state) => {
    const ticket = logged(command, state);
    if (ticket.status === 'IN_PROGRESS') return [];
    mustBe(['NEW'], command, ticket, 'work on it does not begin now');
    return [e.TicketWorkStarted({ ...held(ticket), from: ticket.status })];
  }),
  when(c.PlaceTicketOnHold, (command, state) => {
    const ticket = logged(command, state);
    const { reason, agreedWithRequester, human } = command;
    const open = openPromise(ticket);
    const nextUpdateBy = statedPromise(command, 'nextUpdateBy', command.nextUpdateBy, ticket.teamId, ticket);
    const promisesNothingNew = nextUpdateBy === undefined || nextUpdateBy === open?.dueAt;
    if (ticket.status === 'ON_HOLD' && sameData(ticket.hold, { reason, agreedWithRequester }) && promisesNothingNew) return [];
    mustBeOpen(command, ticket, 'there is no work that could wait');
    // Who agreed to wait got a word. A hold without a promise opens none: a target's clock stands still with the work.
    const answers = agreedWithRequester || nextUpdateBy !== undefined ? open : undefined;
    return [
      e.TicketPlacedOnHold({ ...held(ticket), from: ticket.status, reason, agreedWithRequester, nextUpdateBy, human, answers }),
    ];
  }),
  when(c.ResumeTicket, (command, state) => {
    const ticket = logged(command, state);
    if (ticket.status === 'IN_PROGRESS') return [];
    mustBe(['ON_HOLD'], command, ticket, 'it does not wait');
    return [e.TicketResumed({ ...held(ticket), from: ticket.status })];
  }),
  when(c.EscalateTicket, (command, state) => {
    const ticket = logged(command, state);
    const { escalationType, reason } = command;
    const event = e.TicketEscalated({ ...held(ticket), escalationType, reason });
    if (sameData(ticket.lastSaid, said(event, command.occurredAt)) && !isHistory(command)) return [];
    mustBeOpen(command, ticket, 'nobody works on it any more');
    return [event];
  }),
];
