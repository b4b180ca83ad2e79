import type { Trial } from './booking.js';

interface Pair {
  readonly teamId: string;
  readonly departmentId: string;
}

/** The first human answer to a ticket: one clock a ticket. */
export const acknowledgementTrial = ({ teamId, departmentId }: Pair, ticketId: string): Trial => ({
  component: 'responsiveness',
  teamId,
  departmentId,
  trialId: `${ticketId}.ACK`,
});

/** A promised next word: named by when it is due. */
export const updateTrial = ({ teamId, departmentId }: Pair, ticketId: string, dueAt: string): Trial => ({
  component: 'transparency',
  teamId,
  departmentId,
  trialId: `${ticketId}.${dueAt}`,
});

/** A resolution: named by when it was made, since the event that undoes it says so too. */
export const resolutionTrial = ({ teamId, departmentId }: Pair, ticketId: string, resolvedAt: string): Trial => ({
  component: 'durability',
  teamId,
  departmentId,
  trialId: `${ticketId}.resolved.${resolvedAt}`,
});

/** One answer to "how were you treated?". */
export const treatmentTrial = ({ teamId, departmentId }: Pair, eventId: string): Trial => ({
  component: 'treatment',
  teamId,
  departmentId,
  trialId: eventId,
});
