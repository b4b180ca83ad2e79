import { isHistory } from '../kernel/command.js';
import { type Rule, when } from '../kernel/decider.js';
import { type Move, requireAhead } from '../kernel/moves.js';
import { illegalMove, invalidInput } from '../kernel/errors.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { CONTENT_OF, type Ticket, type TicketAggregate } from './state.js';
import { ACTIVE, OPEN, ADDRESSABLE } from './lifecycle.js';
import { ticketParties, requireLogged, requireStatusAt, statusThen } from './guards.js';

/**
 * The rules for messages between IT and the department about the ticket. Messages do not change its status, except that a
 * person's first word takes up a NEW ticket, so they are recorded however late they arrive.
 */
export const MESSAGE_RULES: readonly Rule<e.TicketEvent, TicketAggregate>[] = [
  when(c.AcknowledgeTicket, (command, state) => {
    const ticket = requireLogged(command, state);
    const { byRef, human, expectedNextUpdateBy: stated } = command;
    const teamId = command.byTeamId ?? ticket.teamId;
    if (!human) noPromise(command, 'expectedNextUpdateBy', stated, 'human');
    const expectedNextUpdateBy = human ? statedPromise(command, 'expectedNextUpdateBy', stated, teamId, ticket) : undefined;
    requireStatusAt(OPEN, command, ticket, 'it can no longer be acknowledged');
    if (teamId === undefined) {
      const remedy = 'Assign the ticket first, or name the team that acknowledges.';
      throw illegalMove('ticketId', 'ticket', command.ticketId, 'is not assigned to a team', remedy, [{ code: 'HELD_BY_NONE' }]);
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
    requireStatusAt(ACTIVE, command, ticket, 'updates are no longer possible');
    return [event];
  }),
  when(c.RecordRequesterReply, (command, state) => {
    const ticket = requireLogged(command, state);
    const event = e.TicketRequesterReplied({ ...ticketParties(ticket), textRef: command.textRef });
    if (isRepeatedMessage(ticket, event, command)) return [];
    requireStatusAt(ADDRESSABLE, command, ticket, 'replies are no longer possible');
    return [event];
  }),
  when(c.ChaseTicketUpdate, (command, state) => {
    const ticket = requireLogged(command, state);
    const event = e.TicketUpdateChased({ ...ticketParties(ticket), textRef: command.textRef });
    if (isRepeatedMessage(ticket, event, command)) return [];
    requireStatusAt(ADDRESSABLE, command, ticket, 'no update is due');
    return [event];
  }),
  when(c.EscalateTicket, (command, state) => {
    const ticket = requireLogged(command, state);
    const { escalationType, reason } = command;
    const event = e.TicketEscalated({ ...ticketParties(ticket), escalationType, reason });
    if (isRepeatedMessage(ticket, event, command)) return [];
    requireStatusAt(OPEN, command, ticket, 'it can no longer be escalated');
    return [event];
  }),
];

type Word = Extract<
  e.TicketEvent,
  { type: 'TicketUpdateShared' | 'TicketRequesterReplied' | 'TicketUpdateChased' | 'TicketEscalated' | 'TicketAcknowledged' }
>;

/**
 * Whether the same message of the same moment is on record. Earlier versions stored the target's moment when no promise was
 * stated, so the promise is compared only if the command states one. History is never a repeat: two equal messages within one
 * tick of a coarse clock are two.
 */
function isRepeatedMessage({ messages: words }: Ticket, { type, data }: Word, command: c.TicketCommand): boolean {
  if (isHistory(command)) return false;
  const move = spoken({ type, at: command.occurredAt, content: CONTENT_OF[type](data as never) }, command);
  return words.some((word) => word.at === move.at && sameData(spoken(word, command), move));
}

/** A message for comparison, without its promise unless the command states one. */
function spoken(word: Move, command: c.TicketCommand): Move {
  const { nextUpdateBy, expectedNextUpdateBy, ...said } = word.content as Record<string, unknown>;
  const stated = 'nextUpdateBy' in command ? command.nextUpdateBy : (command as c.AcknowledgeTicket).expectedNextUpdateBy;
  return stated === undefined
    ? { ...word, content: said }
    : { ...word, content: { ...said, next: nextUpdateBy ?? expectedNextUpdateBy } };
}

/**
 * The moment by which a command promises the next word, if it may promise one. From history, an impossible promise is dropped.
 * @throws RapportError INVALID_INPUT when the moment is not after the command; ILLEGAL_MOVE when no team holds the ticket and
 * could keep the promise.
 */
export function statedPromise(
  command: c.TicketCommand,
  field: string,
  by: string | undefined,
  teamId: string | undefined,
  ticket: Ticket,
): string | undefined {
  if (by === undefined) return undefined;
  requireAhead(command, field, by);
  if (by <= command.occurredAt) return undefined;
  if (teamId !== undefined) return by;
  if (isHistory(command)) return undefined;
  const unheld = 'is not assigned to a team that could keep a promise';
  throw illegalMove('ticketId', 'ticket', ticket.logged.ticketId, unheld, 'Assign the ticket first.', [{ code: 'HELD_BY_NONE' }]);
}

/**
 * Refuses a promise by a machine, or in a note that the department does not see.
 * @param other the field that rules the promise out
 * @throws RapportError INVALID_INPUT when a promise is given (from history it is dropped).
 */
function noPromise(command: c.TicketCommand, field: string, by: string | undefined, other: 'human' | 'visibility'): undefined {
  if (by === undefined || isHistory(command)) return;
  throw invalidInput(
    field,
    'only an update by a person that the department sees can promise the next one',
    'Leave this field out.',
    {
      code: 'MISPLACED',
      parameters: { other },
    },
  );
}
