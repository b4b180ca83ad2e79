import { type CommandEnvelope, isHistory, isSnapshot } from '../kernel/command.js';
import type { References } from '../kernel/decider.js';
import { type Rule, when } from '../kernel/decide-by.js';
import type { Move } from '../kernel/moves.js';
import { illegalMove, invalidInput } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { SAID } from './evolve.js';
import { HEARD, OPEN, STILL_THERE } from './lifecycle.js';
import { held, logged, mustHaveBeen } from './logged.js';
import { isOpen, openPromise, runningClock, type Ticket, type TicketState } from './state.js';
import { nextWordBy } from './targets.js';

/** What IT and the department say to each other about the ticket. It moves nothing, so it is recorded however late it is told. */
export const WORD_RULES: readonly Rule<e.TicketEvent, TicketState>[] = [
  when(c.AcknowledgeTicket, (command, state, references) => {
    const ticket = logged(command, state);
    const { byRef, human, expectedNextUpdateBy: stated, occurredAt } = command;
    const teamId = command.byTeamId ?? ticket.teamId;
    if (!human) noPromise(command, 'expectedNextUpdateBy', stated);
    const promised = human ? statedPromise(command, 'expectedNextUpdateBy', stated, teamId, ticket) : undefined;
    mustHaveBeen(OPEN, command, ticket, 'there is nothing to acknowledge');
    if (teamId === undefined) {
      throw illegalMove('ticket', command.ticketId, 'is held by no team', 'Assign it first, or name the team that answers.');
    }
    const event = e.TicketAcknowledged({
      ...held(ticket),
      teamId,
      from: ticket.status,
      byRef,
      human,
      expectedNextUpdateBy: human ? (promised ?? byTarget(ticket, teamId, references, occurredAt)) : undefined,
      clock: human ? runningClock(ticket) : undefined,
      answers: human ? openFor(ticket, occurredAt) : undefined,
    });
    return isSaid(ticket, event, command) ? [] : [event];
  }),
  when(c.ShareTicketUpdate, (command, state, references): readonly e.TicketEvent[] => {
    const ticket = logged(command, state);
    const { visibility, proactive, human, nextUpdateBy: stated, textRef, occurredAt } = command;
    const isWord = human && visibility === 'DEPARTMENT';
    if (!isWord) noPromise(command, 'nextUpdateBy', stated);
    const promised = isWord ? statedPromise(command, 'nextUpdateBy', stated, ticket.teamId, ticket) : undefined;
    const nextUpdateBy = isWord ? (promised ?? byTarget(ticket, ticket.teamId, references, occurredAt)) : undefined;
    const answers = isWord ? openFor(ticket, occurredAt) : undefined;
    const event = e.TicketUpdateShared({ ...held(ticket), visibility, proactive, human, nextUpdateBy, textRef, answers });
    if (isSaid(ticket, event, command)) return [];
    mustHaveBeen(HEARD, command, ticket, 'nothing more is told about it');
    return isWord ? [...firstAnswer(command, ticket), event] : [event];
  }),
  when(c.RecordRequesterReply, (command, state) => {
    const ticket = logged(command, state);
    const event = e.TicketRequesterReplied({ ...held(ticket), textRef: command.textRef });
    if (isSaid(ticket, event, command)) return [];
    mustHaveBeen(STILL_THERE, command, ticket, 'replies to it go elsewhere');
    return [event];
  }),
  when(c.ChaseTicketUpdate, (command, state) => {
    const ticket = logged(command, state);
    const event = e.TicketUpdateChased({ ...held(ticket), textRef: command.textRef });
    if (isSaid(ticket, event, command)) return [];
    mustHaveBeen(STILL_THERE, command, ticket, 'no word about it is due');
    return [event];
  }),
  when(c.EscalateTicket, (command, state) => {
    const ticket = logged(command, state);
    const { escalationType, reason } = command;
    const event = e.TicketEscalated({ ...held(ticket), escalationType, reason });
    if (isSaid(ticket, event, command)) return [];
    mustHaveBeen(OPEN, command, ticket, 'nobody works on it any more');
    return [event];
  }),
];

type Word = Extract<
  e.TicketEvent,
  { type: 'TicketUpdateShared' | 'TicketRequesterReplied' | 'TicketUpdateChased' | 'TicketEscalated' | 'TicketAcknowledged' }
>;

/**
 * The same words of the same moment. What a target promised at the first telling is not compared: by now it may promise another moment. In
 * history two alike within a coarse clock's tick are two.
 */
function isSaid({ words }: Ticket, { type, data }: Word, command: c.TicketCommand): boolean {
  if (isHistory(command)) return false;
  const told = spoken({ type, at: command.occurredAt, said: SAID[type](data as never) }, command);
  return words.some((word) => word.at === told.at && sameData(spoken(word, command), told));
}

/** A word without the promise that nobody stated. */
function spoken(word: Move, command: c.TicketCommand): Move {
  const { nextUpdateBy, expectedNextUpdateBy, ...said } = word.said as Record<string, unknown>;
  const stated = 'nextUpdateBy' in command ? command.nextUpdateBy : (command as c.AcknowledgeTicket).expectedNextUpdateBy;
  return stated === undefined ? { ...word, said } : { ...word, said: { ...said, next: nextUpdateBy ?? expectedNextUpdateBy } };
}

/** The promise that a word answers: one told late had been followed by another word, which gave it. */
export const openFor = (ticket: Ticket, at: string) => (at < ticket.lastWordAt ? undefined : openPromise(ticket));

/** The promise that a target makes where a word states none: while IT has work to do, a team to do it, and no later word. */
const byTarget = (ticket: Ticket, teamId: string | undefined, references: References, at: string): string | undefined =>
  isOpen(ticket) && teamId !== undefined && at >= ticket.lastWordAt ? nextWordBy(references, at) : undefined;

/**
 * What a person's answer of any kind says beside itself while the acknowledgement clock runs: the department knows now that somebody has
 * the ticket. Source: domain.md 3.1, "first human IT response after logging". Nothing when the clock does not run.
 */
export function firstAnswer({ actor }: CommandEnvelope, ticket: Ticket): readonly e.TicketEvent[] {
  const clock = runningClock(ticket);
  if (!clock) return [];
  const { teamId = clock.teamId, ...whose } = held(ticket);
  return [e.TicketAcknowledged({ ...whose, teamId, from: ticket.status, byRef: actor.ref, human: true, clock })];
}

/** Whether a person did it, as said or by the role: no machine, and not only seen as the difference of two snapshots. */
export const isByPerson = (command: CommandEnvelope & { readonly human?: boolean | undefined }): boolean =>
  (command.human ?? command.actor.kind !== 'SYSTEM') && !isSnapshot(command);

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
    throw invalidInput(field, `${by} is not after ${command.occurredAt}, when it is promised`, 'Promise a later moment.');
  }
  if (teamId !== undefined) return by;
  if (isHistory(command)) return undefined;
  throw illegalMove('ticket', ticket.logged.ticketId, 'is held by no team that could keep a promise', 'Assign it first.');
}

/**
 * A machine, or a note that the department does not see, promises nothing.
 * @throws RapportError INVALID_INPUT when it would (of history it is left out).
 */
export function noPromise(command: c.TicketCommand, field: string, by: string | undefined): undefined {
  if (by === undefined || isHistory(command)) return;
  throw invalidInput(field, 'only a person’s word that the department sees can promise the next one', 'Leave it out.');
}
