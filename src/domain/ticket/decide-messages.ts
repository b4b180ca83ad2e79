import { isHistory } from '../kernel/command.js';
import { type Rule, when } from '../kernel/decider.js';
import type { Move } from '../kernel/moves.js';
import { illegalMove, invalidInput } from '../kernel/errors.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { CONTENT_OF, type Ticket, type TicketAggregate } from './state.js';
import { ACTIVE, OPEN, ADDRESSABLE } from './lifecycle.js';
import { ticketParties, requireLogged, requireStatusAt, statusThen } from './guards.js';

/** What IT and the department say to each other about the ticket. It moves nothing, so it is recorded however late it is told. */
export const MESSAGE_RULES: readonly Rule<e.TicketEvent, TicketAggregate>[] = [
  when(c.AcknowledgeTicket, (command, state) => {
    const ticket = requireLogged(command, state);
    const { byRef, human, expectedNextUpdateBy: stated } = command;
    const teamId = command.byTeamId ?? ticket.teamId;
    if (!human) noPromise(command, 'expectedNextUpdateBy', stated, 'human');
    const expectedNextUpdateBy = human ? statedPromise(command, 'expectedNextUpdateBy', stated, teamId, ticket) : undefined;
    requireStatusAt(OPEN, command, ticket, 'there is nothing to acknowledge');
    if (teamId === undefined) {
      const remedy = 'Assign it first, or name the team that answers.';
      throw illegalMove('ticketId', 'ticket', command.ticketId, 'is held by no team', remedy, [{ code: 'HELD_BY_NONE' }]);
    }
    const event = e.TicketAcknowledged({
      ...ticketParties(ticket),
      teamId,
      from: statusThen(command, ticket),
      byRef,
      human,
      expectedNextUpdateBy,
    });
    return isRepeatedMessage(ticket, event, command) ? [] : [event];
  }),
  when(c.ShareTicketUpdate, (command, state) => {
    const ticket = requireLogged(command, state);
    const { visibility, proactive, human, nextUpdateBy: stated, textRef } = command;
    const isWord = human && visibility === 'DEPARTMENT';
    if (!isWord) noPromise(command, 'nextUpdateBy', stated, human ? 'visibility' : 'human');
    const nextUpdateBy = isWord ? statedPromise(command, 'nextUpdateBy', stated, ticket.teamId, ticket) : undefined;
    const word = { visibility, proactive, human, nextUpdateBy, textRef };
    const event = e.TicketUpdateShared({ ...ticketParties(ticket), from: statusThen(command, ticket), ...word });
    if (isRepeatedMessage(ticket, event, command)) return [];
    requireStatusAt(ACTIVE, command, ticket, 'nothing more is told about it');
    return [event];
  }),
  when(c.RecordRequesterReply, (command, state) => {
    const ticket = requireLogged(command, state);
    const event = e.TicketRequesterReplied({ ...ticketParties(ticket), textRef: command.textRef });
    if (isRepeatedMessage(ticket, event, command)) return [];
    requireStatusAt(ADDRESSABLE, command, ticket, 'replies to it go elsewhere');
    return [event];
  }),
  when(c.ChaseTicketUpdate, (command, state) => {
    const ticket = requireLogged(command, state);
    const event = e.TicketUpdateChased({ ...ticketParties(ticket), textRef: command.textRef });
    if (isRepeatedMessage(ticket, event, command)) return [];
    requireStatusAt(ADDRESSABLE, command, ticket, 'no word about it is due');
    return [event];
  }),
  when(c.EscalateTicket, (command, state) => {
    const ticket = requireLogged(command, state);
    const { escalationType, reason } = command;
    const event = e.TicketEscalated({ ...ticketParties(ticket), escalationType, reason });
    if (isRepeatedMessage(ticket, event, command)) return [];
    requireStatusAt(OPEN, command, ticket, 'nobody works on it any more');
    return [event];
  }),
];

type Word = Extract<
  e.TicketEvent,
  { type: 'TicketUpdateShared' | 'TicketRequesterReplied' | 'TicketUpdateChased' | 'TicketEscalated' | 'TicketAcknowledged' }
>;

/**
 * The same words of the same moment. Before, a target's moment stood where no promise was stated: it is not compared. In history two alike
 * within a coarse clock's tick are two.
 */
function isRepeatedMessage({ messages: words }: Ticket, { type, data }: Word, command: c.TicketCommand): boolean {
  if (isHistory(command)) return false;
  const move = spoken({ type, at: command.occurredAt, content: CONTENT_OF[type](data as never) }, command);
  return words.some((word) => word.at === move.at && sameData(spoken(word, command), move));
}

/** A word without the promise that nobody stated. */
function spoken(word: Move, command: c.TicketCommand): Move {
  const { nextUpdateBy, expectedNextUpdateBy, ...said } = word.content as Record<string, unknown>;
  const stated = 'nextUpdateBy' in command ? command.nextUpdateBy : (command as c.AcknowledgeTicket).expectedNextUpdateBy;
  return stated === undefined
    ? { ...word, content: said }
    : { ...word, content: { ...said, next: nextUpdateBy ?? expectedNextUpdateBy } };
}

/**
 * The moment that a command promises the next word by, if it may be promised. Of history what cannot be a promise is left out.
 * @throws RapportError INVALID_INPUT when it lies before the promise itself; ILLEGAL_MOVE when no team is there to keep it.
 */
export function statedPromise(
  command: c.TicketCommand,
  field: string,
  by: string | undefined,
  teamId: string | undefined,
  ticket: Ticket,
): string | undefined {
  if (by === undefined) return undefined;
  if (by <= command.occurredAt) {
    if (isHistory(command)) return undefined;
    throw invalidInput(field, `${by} is not after ${command.occurredAt}, when it is promised`, 'Promise a later moment.', {
      code: 'NOT_AFTER',
      parameters: { moment: command.occurredAt },
    });
  }
  if (teamId !== undefined) return by;
  if (isHistory(command)) return undefined;
  const unheld = 'is held by no team that could keep a promise';
  throw illegalMove('ticketId', 'ticket', ticket.logged.ticketId, unheld, 'Assign it first.', [{ code: 'HELD_BY_NONE' }]);
}

/**
 * A machine, or a note that the department does not see, promises nothing.
 * @param other the field that says what it is
 * @throws RapportError INVALID_INPUT when it would (of history it is left out).
 */
function noPromise(command: c.TicketCommand, field: string, by: string | undefined, other: 'human' | 'visibility'): undefined {
  if (by === undefined || isHistory(command)) return;
  throw invalidInput(field, 'only a person’s word that the department sees can promise the next one', 'Leave it out.', {
    code: 'MISPLACED',
    parameters: { other },
  });
}
