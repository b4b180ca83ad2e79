import { type Command, isHistory, mayBeOf } from '../kernel/command.js';
import { decideBy, type Decider, type References, type Rule, type StreamKey, when } from '../kernel/decider.js';
import { describeMove, isRepeated, type Move, onRecord, onRecordText, requireInOrder } from '../kernel/moves.js';
import { alreadyExists, illegalMove, invalidInput } from '../kernel/errors.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import { LIFECYCLE_RULES } from './decide-lifecycle.js';
import { MESSAGE_RULES } from './decide-messages.js';
import * as e from './events.js';
import { ACTIVE, OPEN } from './lifecycle.js';
import { correctedStory, holdingAt, summaryOf } from './history.js';
import { ticketParties, requireLogged, requireStatusAt, wrongStatus } from './guards.js';
import { evolveTicket, isLate, type Ticket, type TicketAggregate } from './state.js';

/** The rules for what the ticket is about, where it belongs, and who holds it. */
const RECORD_RULES: readonly Rule<e.TicketEvent, TicketAggregate>[] = [
  when(c.LogTicket, (command, state) => {
    const { ticketId, departmentId, teamId, assigneeRef, occurredAt: loggedAt } = command;
    const { kind, channel, requesterRef, category, subcategory, symptom, impact, urgency, priority } = command;
    const { clinicalImpact, summaryRef, businessGoalId } = command;
    const about = { category, subcategory, symptom, impact, urgency, priority, clinicalImpact, summaryRef, businessGoalId };
    const event = e.TicketLogged({ ticketId, departmentId, kind, channel, requesterRef, ...about });
    if (state) {
      if (sameData(state.logged, event.data) && mayBeOf(state.loggedAt, command)) return [];
      throw alreadyExists('ticketId', 'ticket', ticketId);
    }
    if (teamId === undefined) return [event];
    return [event, e.TicketAssigned({ ticketId, departmentId, toTeamId: teamId, assigneeRef, loggedAt })];
  }),
  when(c.CategoriseTicket, (command, state) => {
    const ticket = requireLogged(command, state);
    const { classification: old } = ticket;
    const { category = old.category, subcategory = old.subcategory, symptom = old.symptom, reason } = command;
    const changed = { category, subcategory, symptom };
    requireInOrder(command, 'ticket', command.ticketId, ticket.categorised);
    if (sameData(old, changed) && isSaidBefore(ticket.categorised, command)) return [];
    requireStatusAt(ACTIVE, command, ticket, 'its category can no longer change');
    return [e.TicketCategorised({ ...ticketParties(ticket), old, new: changed, reason })];
  }),
  when(c.PrioritiseTicket, (command, state) => {
    const ticket = requireLogged(command, state);
    const { weights: old } = ticket;
    const { impact = old.impact, urgency = old.urgency, priority = old.priority, reason } = command;
    const changed = { impact, urgency, priority };
    requireInOrder(command, 'ticket', command.ticketId, ticket.prioritised);
    if (sameData(old, changed) && isSaidBefore(ticket.prioritised, command)) return [];
    requireStatusAt(ACTIVE, command, ticket, 'its priority can no longer change');
    return [e.TicketPrioritised({ ...ticketParties(ticket), old, new: changed, reason })];
  }),
  when(c.LinkTicket, (command, state) => {
    const ticket = requireLogged(command, state);
    const { ticketId, relation, otherRef } = command;
    if (otherRef === ticketId)
      throw invalidInput('otherRef', 'a ticket cannot be linked to itself', 'Name another record.', { code: 'ITSELF' });
    if (ticket.links.some((link) => sameData(link, { relation, otherRef }))) return [];
    return [e.TicketLinked({ ...ticketParties(ticket), relation, otherRef })];
  }),
  when(c.CorrectTicketDepartment, (command, state) => {
    const { departmentId: fromDepartmentId, teamId, status, loggedAt, corrected: latest } = requireLogged(command, state);
    const { ticketId, toDepartmentId, reason } = command;
    requireInOrder(command, 'ticket', ticketId, latest);
    if (fromDepartmentId === toDepartmentId && isSaidBefore(latest, command)) return [];
    const corrected = { ticketId, teamId, fromDepartmentId, toDepartmentId, reason, state: status, loggedAt };
    return [e.TicketDepartmentCorrected(corrected)];
  }),
  when(c.RecordTicketImport, (command, state) => {
    const ticket = requireLogged(command, state);
    const { reported = [] } = command;
    const news = reported.filter((one) => !ticket.reported.some((earlier) => sameData(earlier, one)));
    if (ticket.imported && news.length === 0) return [];
    return [e.TicketImported({ ...ticketParties(ticket), reported })];
  }),
  when(c.CorrectTicketHistory, (command, state) => {
    const ticket = requireLogged(command, state);
    const { moved = [], withdrawn = [] } = command;
    const { departmentId, status: from, classification, weights } = ticket;
    const standing = summaryOf(correctedStory(ticket, { moved, withdrawn }));
    const about = { ticketId: command.ticketId, departmentId, ...classification, ...weights };
    return [e.TicketHistoryCorrected({ ...about, from, ...standing, moved, withdrawn })];
  }),
  when(c.NoteTicketRows, (command, state) => [e.TicketRowsNoted(ticketParties(requireLogged(command, state)))]),
  when(c.AssignTicket, (command, state): readonly e.TicketEvent[] => {
    const ticket = heldThen(command, requireLogged(command, state));
    const { teamId: toTeamId, assigneeRef, reason } = command;
    const { departmentId, teamId: fromTeamId, loggedAt } = ticket;
    const samePerson = assigneeRef === undefined || assigneeRef === ticket.assigneeRef;
    if (fromTeamId === toTeamId && samePerson && isAlreadySo(command, ticket)) return [];
    mustBeHeld(command, ticket, 'it can no longer be assigned');
    const to = { ticketId: command.ticketId, departmentId, toTeamId, assigneeRef, reason };
    if (fromTeamId !== undefined && fromTeamId !== toTeamId) return [e.TicketReassigned({ ...to, fromTeamId })];
    return [e.TicketAssigned({ ...to, loggedAt })];
  }),
  when(c.UnassignTicket, (command, state) => {
    const ticket = heldThen(command, requireLogged(command, state));
    const { ticketId, departmentId, teamId: fromTeamId } = ticketParties(ticket);
    const move = { type: 'TicketUnassigned', at: command.occurredAt, content: { reason: command.reason } };
    if (isRepeated(ticket.holder, move)) return [];
    if (fromTeamId === undefined) {
      if (isHistory(command)) return [];
      const unheld = `is not assigned${onRecordText(ticket.holder)}`;
      throw illegalMove('ticketId', 'ticket', ticketId, unheld, 'Assign the ticket first.', [
        { code: 'HELD_BY_NONE' },
        ...onRecord(ticket.holder),
      ]);
    }
    mustBeHeld(command, ticket, 'its assignment can no longer change');
    return [e.TicketUnassigned({ ticketId, departmentId, fromTeamId, reason: command.reason })];
  }),
];

/** A department's request on its way through IT: who holds it, what was promised, whether it was solved and stayed solved. */
export const ticketDecider: Decider<Command, e.TicketEvent, TicketAggregate> = {
  initial: () => null,
  evolve: evolveTicket,
  isReferable: (state) => state !== null,
  concerns: (state) => state ?? undefined,
  consults: (command, _, references) => (command instanceof c.MergeTicket ? goingOn(command.intoTicketId, references) : {}),
  decide: decideBy<e.TicketEvent, TicketAggregate>([...RECORD_RULES, ...LIFECYCLE_RULES, ...MESSAGE_RULES]),
};

/** The streams of a ticket and of those into which it is merged in turn: a merger must not lead back. */
function goingOn(ticketId: string, references: References): Readonly<Record<string, StreamKey>> {
  const streams: Record<string, StreamKey> = {};
  for (let id: string | undefined = ticketId; id !== undefined && !Object.hasOwn(streams, `ticket-${id}`);) {
    streams[`ticket-${id}`] = { aggregate: 'ticket', key: id };
    id = (references[`ticket-${id}`] as TicketAggregate | undefined)?.mergedInto;
  }
  return streams;
}

/**
 * The ticket with its holder at the command's moment: late HISTORY is decided on the state of then. SNAPSHOTs continue from the
 * present state.
 */
function heldThen(command: c.TicketCommand, ticket: Ticket): Ticket {
  const { occurredAt: at, importedFrom } = command;
  const latest = ticket.holdings.at(-1);
  if (importedFrom?.fidelity !== 'HISTORY' || latest === undefined || latest.from <= at) return ticket;
  const { teamId, assigneeRef } = holdingAt(ticket, at) ?? {};
  return { ...ticket, teamId, assigneeRef, holder: undefined };
}

/**
 * Whether an assignment to the present holder is a repeat.
 * @throws RapportError ILLEGAL_MOVE when it happened before the present assignment, or gives another reason (history is not
 * checked)
 */
function isAlreadySo(command: c.AssignTicket, { holder }: Ticket): boolean {
  const { ticketId, reason } = command;
  if (holder === undefined || isHistory(command)) return true;
  requireInOrder(command, 'ticket', ticketId, holder);
  if (reason === undefined || sameData({ ...holder.content, reason }, holder.content)) return true;
  const already = `is already assigned in this way; recorded: ${describeMove(holder)}`;
  throw illegalMove('ticketId', 'ticket', ticketId, already, 'Name the team or person to which it is assigned next.', [
    { code: 'SO_ALREADY' },
    ...onRecord(holder),
  ]);
}

/**
 * Whether a command that changes nothing is a repeat: it is, unless it gives another reason. Rows of a history give their
 * reasons each time, so there only a row that arrives late is recorded.
 */
const isSaidBefore = (latest: Move | undefined, command: { readonly reason?: string } & c.TicketCommand): boolean =>
  isHistory(command)
    ? !isLate(latest, command.occurredAt)
    : command.reason === undefined || sameData({ ...latest?.content, reason: command.reason }, latest?.content);

/**
 * @throws RapportError ILLEGAL_MOVE unless the ticket is open, or when a later assignment is on record (history is not checked)
 */
function mustBeHeld(command: c.TicketCommand, ticket: Ticket, what: string): void {
  if (!OPEN.includes(ticket.status) && !isHistory(command)) throw wrongStatus(ticket, what);
  requireInOrder(command, 'ticket', command.ticketId, ticket.holder);
}
