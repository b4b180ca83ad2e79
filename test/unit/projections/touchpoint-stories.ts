import * as r from '../../../src/domain/relationship/events.js';
import { eventIn, type GivenEvent } from './given-events.js';
import { DEPARTMENT, march, TEAM } from './stories.js';

const visit = { teamId: TEAM, departmentId: DEPARTMENT, touchpointId: 'V1', type: 'ROUNDING', plannedFor: march(10) } as const;
const related = (at: string, fact: GivenEvent['fact']): GivenEvent => eventIn(`relationship-${TEAM}.${DEPARTMENT}`, at, fact);

/** A visit V1 planned for the 10th. */
export const planned = related(march(1), r.TouchpointPlanned(visit));
export const heldWith = (itAttendees: readonly string[], departmentAttendees: readonly string[], at = march(12)) =>
  related(
    at,
    r.TouchpointHeld({
      ...visit,
      itAttendees,
      departmentAttendees,
      notesRef: 'notes-1',
    }),
  );
