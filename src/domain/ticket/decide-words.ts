import { isHistory } from '../kernel/command.js';
import type { References } from '../kernel/decider.js';
import { type Rule, when } from '../kernel/decide-by.js';
import { illegalMove } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { firstAnswer } from './first-answer.js';
import { held, logged, mustBe, mustBeOpen } from './logged.js';
import { noPromise, statedPromise } from './promising.js';
import { said } from './said.js';
import { isOpen, openPromise, runningClock, type Ticket, type TicketState, type TicketStatus } from './state.js';
import { nextWordBy } from './targets.js';

const HEARD: readonly TicketStatus[] = ['NEW', 'IN_PROGRESS', 'ON_HOLD', 'RESOLVED'];
const STILL_THERE: readonly TicketStatus[] = [...HEARD, 'CLOSED'];

/** What IT and the department say to each other about the ticket. */
export const WORD_RULES: readonly Rule<e.TicketEvent, TicketState>[] = [
  when(c.AcknowledgeTicket, (command, state, references) => {
    const ticket = logged(command, state);
    const { byRef, human, expectedNextUpdateBy: stated } = command;
    const open = openPromise(ticket);
    const teamId = command.byTeamId ?? ticket.teamId;
    if (!human) noPromise(command, 'expectedNextUpdateBy', stated);
    const promised = human ? statedPromise(command, 'expectedNextUpdateBy', stated, teamId, ticket) : undefined;
    if (isAcknowledged(ticket, human) && (promised === undefined || promised === open?.dueAt)) return [];
    mustBeOpen(command, ticket, 'there is nothing to acknowledge');
    if (teamId === undefined) {
      throw illegalMove('ticket', command.ticketId, 'is held by no team', 'Assign it first, or name the team that answers.');
    }
    return [
      e.TicketAcknowledged({
        ...held(ticket),
        teamId,
        from: ticket.status,
        byRef,
        human,
        expectedNextUpdateBy: human ? (promised ?? byTarget(ticket, teamId, references, command.occurredAt)) : undefined,
        clock: human ? runningClock(ticket) : undefined,
        answers: human ? open : undefined,
      }),
    ];
  }),
  when(c.ShareTicketUpdate, (command, state, references): readonly e.TicketEvent[] => {
    const ticket = logged(command, state);
    const { visibility, proactive, human, nextUpdateBy: stated, textRef, occurredAt } = command;
    const isWord = human && visibility === 'DEPARTMENT';
    if (!isWord) noPromise(command, 'nextUpdateBy', stated);
    const promised = isWord ? statedPromise(command, 'nextUpdateBy', stated, ticket.teamId, ticket) : undefined;
    const nextUpdateBy = isWord ? (promised ?? byTarget(ticket, ticket.teamId, references, occurredAt)) : undefined;
    const answers = isWord ? openPromise(ticket) : undefined;
    const event = e.TicketUpdateShared({ ...held(ticket), visibility, proactive, human, nextUpdateBy, textRef, answers });
    if (isRepeated(ticket, event, command)) return [];
    mustBe(HEARD, command, ticket, 'nothing more is told about it');
    return isWord ? [...firstAnswer(command, ticket), event] : [event];
  }),
  when(c.RecordRequesterReply, (command, state) => {
    const ticket = logged(command, state);
    const event = e.TicketRequesterReplied({ ...held(ticket), textRef: command.textRef });
    if (isRepeated(ticket, event, command)) return [];
    mustBe(STILL_THERE, command, ticket, 'replies to it go elsewhere');
    return [event];
  }),
  when(c.ChaseTicketUpdate, (command, state) => {
    const ticket = logged(command, state);
    const event = e.TicketUpdateChased({ ...held(ticket), textRef: command.textRef });
    if (isRepeated(ticket, event, command)) return [];
    mustBe(STILL_THERE, command, ticket, 'no word about it is due');
    return [event];
  }),
];

const isAcknowledged = ({ acknowledged }: Ticket, human: boolean): boolean =>
  human ? acknowledged === 'BY_PERSON' : acknowledged !== 'NOT';

/** The same words at the same moment. In history two alike within a coarse clock's tick are two. */
const isRepeated = (ticket: Ticket, event: Parameters<typeof said>[0], command: c.TicketCommand): boolean =>
  !isHistory(command) && sameData(ticket.lastSaid, said(event, command.occurredAt));

/** The promise that a target makes where a word states none: while IT has work to do, and a team to do it. */
const byTarget = (ticket: Ticket, teamId: string | undefined, references: References, at: string): string | undefined =>
  isOpen(ticket) && teamId !== undefined ? nextWordBy(references, at) : undefined;
