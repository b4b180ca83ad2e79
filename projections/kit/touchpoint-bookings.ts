import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import { book, rebook, type Booking, type Verdict } from './booking.js';
import type { Folds } from './folds.js';
import { touchpointTrial, type Tried } from './trial-kinds.js';

export type TouchpointEvent = Extract<
  RelationshipEvent,
  { readonly type: 'TouchpointPlanned' | 'TouchpointHeld' | 'TouchpointMissed' }
>;

/**
 * A planned meeting is missed when its moment comes unless it is held, with both sides there: then it is a success at the moment it was held,
 * be that earlier or later than planned. (domain.md, 3.2: engagement)
 */
export const touchpointBookings: Folds<TouchpointEvent, null, readonly Booking[]> = {
  TouchpointPlanned: (_, event) => [book(touchpointTrial(tried(event)), missed(event))],
  TouchpointHeld: (_, event) => {
    const { itAttendees, departmentAttendees } = event.data;
    const both = itAttendees.length > 0 && departmentAttendees.length > 0;
    const verdict: Verdict = both ? { success: true, at: event.metadata.occurredAt } : missed(event);
    return rebook(touchpointTrial(tried(event)), missed(event), verdict);
  },
  TouchpointMissed: (_, event) => rebook(touchpointTrial(tried(event)), missed(event), missed(event)),
};

const missed = ({ data }: RecordedEvent<TouchpointEvent>): Verdict => ({ success: false, at: data.plannedFor });
const tried = ({ stream, data: { touchpointId, teamId, departmentId } }: RecordedEvent<TouchpointEvent>): Tried => ({
  stream,
  subject: touchpointId,
  teamId,
  departmentId,
});
