import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import { book, restated, withdraw, type Booking, type Verdict } from './booking.js';
import type { Folds } from './folds.js';
import { touchpointTrial } from './trial-kinds.js';

type EndingEvent = Extract<RelationshipEvent, { readonly type: 'RelationshipEnded' | 'RelationshipTransferred' }>;
export type TouchpointEvent =
  Extract<RelationshipEvent, { readonly type: 'TouchpointPlanned' | 'TouchpointHeld' | 'TouchpointMissed' }> | EndingEvent;

/**
 * A planned meeting is missed when its moment comes unless it is held, with both sides there: then it is a success at the moment it was held,
 * be that earlier or later than planned. What the end of a relationship calls off is not tried. (domain.md, 3.2: engagement)
 */
export const touchpointBookings: Folds<TouchpointEvent, null, readonly Booking[]> = {
  TouchpointPlanned: (_, event) => [book(trialOf(event, event.data.touchpointId), missed(event.data))],
  TouchpointHeld: (_, event) => restated(trialOf(event, event.data.touchpointId), event.data),
  TouchpointMissed: (_, event) => restated(trialOf(event, event.data.touchpointId), event.data),
  RelationshipEnded: (_, event) => calledOff(event),
  RelationshipTransferred: (_, event) => calledOff(event),
};

const calledOff = (event: RecordedEvent<EndingEvent>): readonly Booking[] =>
  (event.data.touchpoints ?? []).map((touchpoint) => withdraw(trialOf(event, touchpoint.touchpointId), missed(touchpoint)));

const missed = ({ plannedFor }: { readonly plannedFor: string }): Verdict => ({ success: false, at: plannedFor });
const trialOf = ({ stream, data: { teamId, departmentId } }: RecordedEvent<TouchpointEvent>, subject: string) =>
  touchpointTrial({ stream, subject, teamId, departmentId });
