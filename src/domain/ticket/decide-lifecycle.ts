import { isHistory } from '../kernel/command.js';
import { type References, type Rule, when } from '../kernel/decider.js';
import { illegalMove, invalidInput, RapportError } from '../kernel/errors.js';
import { describeMove, inState, isRepeated, onRecord } from '../kernel/moves.js';
import * as c from './commands.js';
import { statedPromise } from './decide-messages.js';
import * as e from './events.js';
import { isOpen, CONTENT_OF, type Ticket, type TicketAggregate } from './state.js';
import { DONE, FROM, VOID } from './lifecycle.js';
import { ticketParties, requireLogged, requireStatus, requireStatusAt, statusThen } from './guards.js';

/** The rules for the ticket's life cycle: work and waiting, the resolution and the department's verdict on it, the end. */
export const LIFECYCLE_RULES: readonly Rule<e.TicketEvent, TicketAggregate>[] = [
  when(c.StartTicketWork, (command, state) => {
    const ticket = requireLogged(command, state);
    if (isUnderWay(command, ticket, 'TicketWorkStarted')) return [];
    requireStatus(FROM.StartTicketWork, command, ticket, 'work on it cannot start in this status');
    return [e.TicketWorkStarted({ ...ticketParties(ticket), from: ticket.status })];
  }),
  when(c.PlaceTicketOnHold, (command, state) => {
    const ticket = requireLogged(command, state);
    const { reason, agreedWithRequester, human, occurredAt: at } = command;
    const nextUpdateBy = statedPromise(command, 'nextUpdateBy', command.nextUpdateBy, ticket.teamId, ticket);
    const how = { from: ticket.status, reason, agreedWithRequester, nextUpdateBy, human };
    const event = e.TicketPlacedOnHold({ ...ticketParties(ticket), ...how });
    if (isRepeated(ticket.latest, { type: event.type, at, content: CONTENT_OF.TicketPlacedOnHold(event.data) })) return [];
    requireStatus(FROM.PlaceTicketOnHold, command, ticket, 'only a ticket on which work is in progress can be put on hold');
    return [event];
  }),
  when(c.ResumeTicket, (command, state) => {
    const ticket = requireLogged(command, state);
    if (isUnderWay(command, ticket, 'TicketResumed')) return [];
    requireStatus(FROM.ResumeTicket, command, ticket, 'it is not on hold');
    return [e.TicketResumed({ ...ticketParties(ticket), from: ticket.status })];
  }),
  when(c.ResolveTicket, (command, state) => {
    const ticket = requireLogged(command, state);
    const { byTeamId, resolutionCode, workaround, human, occurredAt: at } = command;
    const { status: from, cycle, loggedAt, teamId } = ticket;
    const how = { from, cycle, resolutionCode, workaround, human, byTeamId, loggedAt };
    const event = e.TicketResolved({ ...ticketParties(ticket), teamId: byTeamId ?? teamId, ...how });
    if (isRepeated(ticket.latest, { type: event.type, at, content: CONTENT_OF.TicketResolved(event.data) })) return [];
    requireStatus(FROM.ResolveTicket, command, ticket, 'it cannot be resolved in this status');
    return [event];
  }),
  when(c.ConfirmTicketResolution, (command, state) => {
    const ticket = requireLogged(command, state);
    const { ticketId, byRef, occurredAt: at } = command;
    mustBeDepartment(command);
    if (isRepeated(ticket.confirmation, { type: 'TicketResolutionConfirmed', at, content: { byRef } })) return [];
    if (ticket.confirmation && !isHistory(command)) {
      throw illegalMove(
        'ticketId',
        'ticket',
        ticketId,
        `was already confirmed; recorded: ${describeMove(ticket.confirmation)}`,
        'The first confirmation remains; it cannot be changed.',
        onRecord(ticket.confirmation),
      );
    }
    requireStatusAt(DONE, command, ticket, 'there is no resolution to confirm');
    return [e.TicketResolutionConfirmed({ ...ticketParties(ticket), cycle: ticket.cycle, byRef })];
  }),
  when(c.RejectTicketResolution, (command, state) => {
    const ticket = requireLogged(command, state);
    const { byRef, reason, occurredAt: at } = command;
    mustBeDepartment(command);
    if (isRepeated(ticket.latest, { type: 'TicketResolutionRejected', at, content: { byRef, reason } })) return [];
    requireStatus(FROM.RejectTicketResolution, command, ticket, 'there is no resolution to reject');
    const rejected = e.TicketResolutionRejected({ ...ticketParties(ticket), cycle: ticket.cycle, byRef, reason });
    return isOpen(ticket) ? [rejected] : [rejected, reopened(ticket, reason)];
  }),
  when(c.ReopenTicket, (command, state) => {
    const ticket = requireLogged(command, state);
    const { reason, occurredAt: at } = command;
    if (isRepeated(ticket.latest, { type: 'TicketReopened', at, content: { reason } })) return [];
    requireStatus(FROM.ReopenTicket, command, ticket, isOpen(ticket) ? 'it is already open' : 'it cannot be reopened');
    return [reopened(ticket, reason)];
  }),
  when(c.CloseTicket, (command, state) => {
    const ticket = requireLogged(command, state);
    const { reason, occurredAt: at } = command;
    if (isRepeated(ticket.latest, { type: 'TicketClosed', at, content: { reason } })) return [];
    requireStatus(FROM.CloseTicket, command, ticket, 'only a resolved ticket can be closed');
    const { status: from, cycle, loggedAt } = ticket;
    return [e.TicketClosed({ ...ticketParties(ticket), from, cycle, reason, loggedAt })];
  }),
  when(c.CancelTicket, (command, state) => {
    const ticket = requireLogged(command, state);
    const { reason, occurredAt: at } = command;
    if (isRepeated(ticket.latest, { type: 'TicketCancelled', at, content: { reason } })) return [];
    requireStatus(FROM.CancelTicket, command, ticket, 'there is no open request to withdraw');
    return [e.TicketCancelled({ ...ticketParties(ticket), from: ticket.status, reason })];
  }),
  when(c.MergeTicket, (command, state, references) => {
    const ticket = requireLogged(command, state);
    const { ticketId, intoTicketId, occurredAt: at } = command;
    if (intoTicketId === ticketId) {
      throw invalidInput('intoTicketId', `the ticket "${ticketId}" cannot be merged into itself`, 'Name another ticket.', {
        code: 'ITSELF',
      });
    }
    if (isRepeated(ticket.latest, { type: 'TicketMerged', at, content: { intoTicketId } })) return [];
    requireStatus(FROM.MergeTicket, command, ticket, 'it can no longer be merged into another ticket');
    requireGoingOn(command, references);
    return [e.TicketMerged({ ...ticketParties(ticket), from: ticket.status, intoTicketId })];
  }),
];

/**
 * Whether IT is already working on it, so that there is nothing to record: by the same move or, for history, by any move.
 * Otherwise the life cycle refuses to start work that is under way.
 */
const isUnderWay = (command: c.TicketCommand, ticket: Ticket, type: 'TicketWorkStarted' | 'TicketResumed'): boolean =>
  isRepeated(ticket.latest, { type, at: command.occurredAt, content: {} }) ||
  (isHistory(command) && statusThen(command, ticket) === 'IN_PROGRESS');

/**
 * A ticket may only be merged into one that is still handled: merged in a circle, or into a ticket that is itself merged or
 * cancelled, the matter would be lost.
 * @throws RapportError ILLEGAL_MOVE, naming the last ticket of the chain. For history, only a circle is refused.
 */
function requireGoingOn(command: c.MergeTicket, references: References): void {
  const { ticketId, intoTicketId } = command;
  const ticketIn = (id: string) => references[`ticket-${id}`] as TicketAggregate | undefined;
  const path = mergedOn(intoTicketId, ticketIn);
  const isCircle = path.includes(ticketId);
  const status = ticketIn(intoTicketId)?.status;
  if (!isCircle && (status === undefined || !VOID.includes(status) || isHistory(command))) return;
  const last = path.at(-1)!;
  const others = path.slice(1);
  const goesOn = others.length === 0 ? `is ${status}` : `continues as ${others.map((id) => `"${id}"`).join(', then ')}`;
  const stands = !isCircle && path.length > 1 && !VOID.includes(ticketIn(last)?.status ?? 'CANCELLED');
  const remedy = stands ? `Merge it into "${last}".` : 'Name a ticket that has not been merged.';
  throw illegalMove('intoTicketId', 'ticket', intoTicketId, goesOn, remedy, [
    ...(status === undefined ? [] : inState(status, undefined)),
    ...(others.length === 0 ? [] : [{ code: isCircle ? 'CIRCLE' : 'GOES_ON_AS', parameters: { ids: others } } as const]),
  ]);
}

/** A ticket and those into which it is merged in turn, up to the first that repeats. */
function mergedOn(ticketId: string, ticketIn: (id: string) => TicketAggregate | undefined): readonly string[] {
  const path = [ticketId];
  for (let id = ticketIn(ticketId)?.mergedInto; id !== undefined && !path.includes(id); id = ticketIn(id)?.mergedInto) {
    path.push(id);
  }
  return path;
}

/**
 * Only the department decides whether it is solved.
 * @throws RapportError SELF_RATING when IT tries to
 */
function mustBeDepartment({ actor, ticketId }: c.TicketCommand): void {
  if (actor.kind !== 'IT_STAFF') return;
  throw new RapportError('SELF_RATING', `IT staff cannot judge their own resolution of "${ticketId}"`, {
    field: 'actor',
    remedy: 'Let the department confirm or reject it; use reopenTicket for IT.',
  });
}

/** Starts the next cycle. */
const reopened = (ticket: Ticket, reason: string | undefined): e.TicketEvent =>
  e.TicketReopened({ ...ticketParties(ticket), from: ticket.status, cycle: ticket.cycle + 1, reason });
