import type { TicketEvent } from './events.js';

type Said = Extract<
  TicketEvent,
  { type: 'TicketUpdateShared' | 'TicketRequesterReplied' | 'TicketUpdateChased' | 'TicketEscalated' | 'TicketAcknowledged' }
>;

/**
 * What was said and when, without what the ticket's state added to it. Words may be repeated; the same words at the same moment are the
 * same fact told twice.
 */
export function said({ type, data }: Said, occurredAt: string): object {
  const { ticketId: _ticket, departmentId: _department, teamId: _team, ...words } = data;
  const { answers: _answers, clock: _clock, from: _from, ...stated } = { answers: 0, clock: 0, from: 0, ...words };
  return { type, occurredAt, ...stated };
}
