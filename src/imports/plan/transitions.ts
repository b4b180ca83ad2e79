import type { TicketStateName } from '../mapping/mapping.js';

const OVER: ReadonlySet<TicketStateName> = new Set(['RESOLVED', 'CLOSED', 'CANCELLED']);
const ENTER: Readonly<Record<TicketStateName, readonly string[]>> = {
  NEW: [],
  IN_PROGRESS: ['StartTicketWork'],
  ON_HOLD: ['PlaceTicketOnHold'],
  RESOLVED: ['ResolveTicket'],
  CLOSED: ['CloseTicket'],
  CANCELLED: ['CancelTicket'],
};
const AFTER: Readonly<Record<string, TicketStateName>> = {
  LogTicket: 'NEW',
  StartTicketWork: 'IN_PROGRESS',
  PlaceTicketOnHold: 'ON_HOLD',
  ResumeTicket: 'IN_PROGRESS',
  ResolveTicket: 'RESOLVED',
  ReopenTicket: 'IN_PROGRESS',
  RejectTicketResolution: 'IN_PROGRESS',
  CloseTicket: 'CLOSED',
  CancelTicket: 'CANCELLED',
};

/** Where a command leaves the ticket; undefined where it does not move it. */
export const stateAfter = (command: string): TicketStateName | undefined => AFTER[command];

/**
 * The commands that lead from one state to another. Anything open after an end is a reopening, then a hold if it waits. From work back to
 * NEW there is no command: nothing happened that a department would notice.
 */
export function commandsBetween(from: TicketStateName, to: TicketStateName): readonly string[] {
  if (from === to) return [];
  const open = !OVER.has(to);
  if (OVER.has(from)) {
    if (open) return to === 'ON_HOLD' ? ['ReopenTicket', 'PlaceTicketOnHold'] : ['ReopenTicket'];
    return to === 'RESOLVED' ? ['ReopenTicket', 'ResolveTicket'] : ENTER[to];
  }
  if (from === 'ON_HOLD' && open) return ['ResumeTicket'];
  return ENTER[to];
}
