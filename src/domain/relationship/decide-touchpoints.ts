import { isHistory } from '../kernel/command.js';
import { type Rule, when } from '../kernel/decide-by.js';
import { own } from '../kernel/own.js';
import { alreadyExists, illegalMove, notFound } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { heldAt, missed, verdictOn, type Meeting } from './meeting.js';
import { established, notEnded } from './standing.js';
import type { Relationship, RelationshipState } from './state.js';

/** Meetings that both sides count on: planned first, then held or missed, once. */
export const TOUCHPOINT_RULES: readonly Rule<e.RelationshipEvent, RelationshipState>[] = [
  when(c.PlanTouchpoint, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, touchpointId, type, plannedFor } = command;
    const before = own(relationship.touchpoints, touchpointId);
    if (before) {
      if (sameData(before.planned, { type, plannedFor })) return [];
      throw alreadyExists('touchpointId', 'touchpoint', touchpointId);
    }
    notEnded(command, relationship);
    return [e.TouchpointPlanned({ teamId, departmentId, touchpointId, type, plannedFor })];
  }),
  when(c.HoldTouchpoint, (command, state) => {
    const meeting = toSettle(command, established(command, state), 'HELD');
    if (!meeting) return [];
    const { teamId, departmentId, touchpointId, itAttendees = [], departmentAttendees = [], notesRef, occurredAt } = command;
    const attendance = { itAttendees, departmentAttendees };
    const trial = tried(meeting, heldAt(meeting, attendance, occurredAt));
    return [e.TouchpointHeld({ teamId, departmentId, touchpointId, ...meeting.planned, ...attendance, notesRef, ...trial })];
  }),
  when(c.MissTouchpoint, (command, state) => {
    const meeting = toSettle(command, established(command, state), 'MISSED');
    if (!meeting) return [];
    const { teamId, departmentId, touchpointId, reason } = command;
    const trial = tried(meeting, missed(meeting));
    return [e.TouchpointMissed({ teamId, departmentId, touchpointId, ...meeting.planned, reason, ...trial })];
  }),
  when(c.CancelTouchpoint, (command, state) => {
    const meeting = toSettle(command, established(command, state), 'CANCELLED');
    if (!meeting) return [];
    const { teamId, departmentId, touchpointId, cancelledBy, reason } = command;
    const { plannedFor } = meeting.planned;
    if (plannedFor <= command.occurredAt && !isHistory(command)) {
      throw illegalMove(
        'touchpoint',
        touchpointId,
        `was to be at ${plannedFor}: it can no longer be called off`,
        'Say that it was missed.',
      );
    }
    return [e.TouchpointCancelled({ teamId, departmentId, touchpointId, ...meeting.planned, cancelledBy, reason })];
  }),
];

/** What settling a meeting does to its trial: history may settle anew what was settled or called off. */
const tried = (before: Meeting, after: Meeting) => ({ counted: verdictOn(before), counts: verdictOn(after) });

/** The meeting that is still to become so; undefined: it is already. Refuses what cannot be. */
function toSettle(
  command: c.HoldTouchpoint | c.MissTouchpoint | c.CancelTouchpoint,
  relationship: Relationship,
  status: 'HELD' | 'MISSED' | 'CANCELLED',
): Meeting | undefined {
  const touchpoint = own(relationship.touchpoints, command.touchpointId);
  if (!touchpoint) throw notFound('touchpointId', 'touchpoint', command.touchpointId, 'Plan it first, or correct the id.');
  if (touchpoint.status === status) return undefined;
  notEnded(command, relationship);
  if (touchpoint.status !== 'PLANNED' && !isHistory(command)) {
    throw illegalMove('touchpoint', command.touchpointId, `was ${touchpoint.status} already`, 'Plan another one.');
  }
  return touchpoint;
}
