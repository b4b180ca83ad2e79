import type { Command } from '../kernel/command.js';
import type { Decider, References, StreamKey } from '../kernel/decider.js';
import { decideBy } from '../kernel/decide-by.js';
import { AcknowledgeTicket, AssignTicket, LogTicket, MergeTicket, ResolveTicket, ShareTicketUpdate } from './commands.js';
import { COURSE_RULES } from './decide-course.js';
import { FILE_RULES } from './decide-file.js';
import { WORD_RULES } from './decide-words.js';
import type { TicketEvent } from './events.js';
import { evolveTicket } from './evolve.js';
import type { TicketState } from './state.js';
import { targetsOf } from './targets.js';

/** A request of a department on its way through IT: who holds it, what was promised, whether it was solved and stayed so. */
export const ticketDecider: Decider<Command, TicketEvent, TicketState> = {
  initial: () => null,
  evolve: evolveTicket,
  isReferable: (state) => state !== null,
  concerns: (state) => state ?? undefined,
  consults,
  decide: decideBy<TicketEvent, TicketState>([...FILE_RULES, ...COURSE_RULES, ...WORD_RULES]),
};

/** Deadlines come from the targets of the team concerned and from its charter with the department; a merger must not lead back. */
function consults(command: Command, state: TicketState, references: References): Readonly<Record<string, StreamKey>> {
  if (command instanceof MergeTicket) return goingOn(command.intoTicketId, references);
  if (command instanceof LogTicket) return command.teamId === undefined ? {} : targetsOf(command.teamId, command.departmentId);
  if (!state) return {};
  const teamId = teamOwing(command) ?? (givesDeadline(command) ? state.teamId : undefined);
  return teamId === undefined ? {} : targetsOf(teamId, state.departmentId);
}

const givesDeadline = (command: Command): boolean =>
  command instanceof AcknowledgeTicket || command instanceof ShareTicketUpdate || command instanceof ResolveTicket;

function teamOwing(command: Command): string | undefined {
  if (command instanceof AssignTicket) return command.teamId;
  return command instanceof AcknowledgeTicket || command instanceof ResolveTicket ? command.byTeamId : undefined;
}

/** The streams of a ticket and of those in which it goes on. */
function goingOn(ticketId: string, references: References): Readonly<Record<string, StreamKey>> {
  const streams: Record<string, StreamKey> = {};
  for (let id: string | undefined = ticketId; id !== undefined && !Object.hasOwn(streams, `ticket-${id}`);) {
    streams[`ticket-${id}`] = { aggregate: 'ticket', key: id };
    id = (references[`ticket-${id}`] as TicketState | undefined)?.mergedInto;
  }
  return streams;
}
