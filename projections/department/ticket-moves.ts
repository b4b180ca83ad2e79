import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';
import { statusAfter } from '../../src/domain/ticket/lifecycle.js';
import type { DepartmentDocument } from './document.js';

type Counts = DepartmentDocument['tickets'];
/** One ticket more (or fewer) in a state of a department. */
export interface TicketMove {
  readonly departmentId: string;
  readonly state: keyof Counts;
  readonly by: 1 | -1;
}

/** The types of which some event moves a ticket between states or departments. */
export const MOVING = [
  'TicketLogged',
  'TicketWorkStarted',
  'TicketAcknowledged',
  'TicketUpdateShared',
  'TicketPlacedOnHold',
  'TicketResumed',
  'TicketResolved',
  'TicketReopened',
  'TicketClosed',
  'TicketCancelled',
  'TicketMerged',
  'TicketDepartmentCorrected',
  'TicketHistoryCorrected',
] as const satisfies readonly TicketEvent['type'][];
export type MovingEvent = Extract<TicketEvent, { readonly type: (typeof MOVING)[number] }>;

const COUNTED = {
  NEW: 'new',
  IN_PROGRESS: 'inProgress',
  ON_HOLD: 'onHold',
  RESOLVED: 'resolved',
  CLOSED: 'closed',
  CANCELLED: 'cancelled',
  MERGED: 'merged',
} as const;

/**
 * What the event adds to and takes from counts of tickets, read off the event alone: it says where the ticket came from, and sums do not
 * mind in which order the tickets' streams come.
 */
export function ticketMoves(event: RecordedEvent<MovingEvent>): readonly TicketMove[] {
  if (event.type === 'TicketDepartmentCorrected') {
    const { fromDepartmentId, toDepartmentId, state } = event.data;
    return [
      { departmentId: fromDepartmentId, state: COUNTED[state], by: -1 },
      { departmentId: toDepartmentId, state: COUNTED[state], by: 1 },
    ];
  }
  const to = event.type === 'TicketHistoryCorrected' ? event.data.state : statusAfter(event);
  if (to === null) return [];
  const { departmentId } = event.data;
  const arrival: TicketMove = { departmentId, state: COUNTED[to], by: 1 };
  if (event.type === 'TicketLogged') return [arrival];
  const { from } = event.data;
  return from === undefined || from === to ? [] : [{ departmentId, state: COUNTED[from], by: -1 }, arrival];
}
