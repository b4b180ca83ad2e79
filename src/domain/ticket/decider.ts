import type { Command } from '../kernel/command.js';
import { decideBy, type Decider, type References, type StreamKey } from '../kernel/decider.js';
import { MergeTicket } from './commands.js';
import { LIFECYCLE_RULES } from './decide-lifecycle.js';
import { RECORD_RULES } from './decide-record.js';
import { MESSAGE_RULES } from './decide-messages.js';
import type { TicketEvent } from './events.js';
import { evolveTicket, type TicketAggregate } from './state.js';

/** A department's request on its way through IT: who holds it, what was promised, whether it was solved and stayed solved. */
export const ticketDecider: Decider<Command, TicketEvent, TicketAggregate> = {
  initial: () => null,
  evolve: evolveTicket,
  isReferable: (state) => state !== null,
  concerns: (state) => state ?? undefined,
  consults: (command, _, references) => (command instanceof MergeTicket ? goingOn(command.intoTicketId, references) : {}),
  decide: decideBy<TicketEvent, TicketAggregate>([...RECORD_RULES, ...LIFECYCLE_RULES, ...MESSAGE_RULES]),
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
