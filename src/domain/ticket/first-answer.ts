import { type CommandEnvelope, isSnapshot } from '../kernel/command.js';
import * as e from './events.js';
import { held } from './logged.js';
import { runningClock, type Ticket } from './state.js';

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
