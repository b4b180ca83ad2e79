import type { EventOf } from '../kernel/event.js';
import type { Move } from '../kernel/moves.js';
import type { TouchpointPlanned } from './events.js';

/** A planned meeting and what became of it. */
export interface Meeting {
  readonly planned: Pick<EventOf<typeof TouchpointPlanned>['data'], 'type' | 'plannedFor'>;
  /** CANCELLED: by one side. CALLED_OFF: the relationship was over before it could take place. */
  readonly status: 'PLANNED' | 'HELD' | 'MISSED' | 'CANCELLED' | 'CALLED_OFF';
  /** What settled it; undefined while nothing has. */
  readonly settled: Move | undefined;
}

interface Attendance {
  readonly itAttendees: readonly string[];
  readonly departmentAttendees: readonly string[];
  readonly notesRef?: string | undefined;
}
/** A meeting as held at this moment. */
export const heldAt = (meeting: Meeting, { itAttendees, departmentAttendees, notesRef }: Attendance, at: string): Meeting => ({
  ...meeting,
  status: 'HELD',
  settled: { type: 'TouchpointHeld', at, said: { itAttendees, departmentAttendees, notesRef } },
});

/** A meeting that did not take place, whatever was said of it before. */
export const missed = (meeting: Meeting, reason: string | undefined, at: string): Meeting => ({
  ...meeting,
  status: 'MISSED',
  settled: { type: 'TouchpointMissed', at, said: { reason } },
});

/** A meeting that one side called off. */
export const cancelled = (meeting: Meeting, said: { cancelledBy: string; reason: string | undefined }, at: string): Meeting => ({
  ...meeting,
  status: 'CANCELLED',
  settled: { type: 'TouchpointCancelled', at, said },
});

/** The end of the relationship at this moment calls off what is planned for then or later. What was to be before has been missed, and stays so. */
export const isCalledOff = ({ planned, status }: Meeting, at: string): boolean =>
  status === 'PLANNED' && at <= planned.plannedFor;
