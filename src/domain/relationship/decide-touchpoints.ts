import { isHistory } from '../kernel/command.js';
import { type Rule, when } from '../kernel/decide-by.js';
import { inWords, isRepeated } from '../kernel/moves.js';
import { own } from '../kernel/own.js';
import { alreadyExists, illegalMove, notFound } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { cancelled, heldAt, missed, type Meeting } from './meeting.js';
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
    const { teamId, departmentId, touchpointId, itAttendees = [], departmentAttendees = [], notesRef, occurredAt } = command;
    const attendance = { itAttendees, departmentAttendees, notesRef };
    const meeting = toSettle(command, established(command, state), (planned) => heldAt(planned, attendance, occurredAt));
    if (!meeting) return [];
    return [e.TouchpointHeld({ teamId, departmentId, touchpointId, ...meeting.planned, ...attendance })];
  }),
  when(c.MissTouchpoint, (command, state) => {
    const { teamId, departmentId, touchpointId, reason, occurredAt } = command;
    const meeting = toSettle(command, established(command, state), (planned) => missed(planned, reason, occurredAt));
    if (!meeting) return [];
    return [e.TouchpointMissed({ teamId, departmentId, touchpointId, ...meeting.planned, reason })];
  }),
  when(c.CancelTouchpoint, (command, state) => {
    const { teamId, departmentId, touchpointId, cancelledBy, reason, occurredAt } = command;
    const said = { cancelledBy, reason };
    const meeting = toSettle(command, established(command, state), (planned) => cancelled(planned, said, occurredAt));
    if (!meeting) return [];
    const { plannedFor } = meeting.planned;
    if (plannedFor <= occurredAt && !isHistory(command)) {
      const late = `was to be at ${plannedFor}: it can no longer be called off`;
      throw illegalMove('touchpoint', touchpointId, late, 'Say that it was missed.');
    }
    return [e.TouchpointCancelled({ teamId, departmentId, touchpointId, ...meeting.planned, cancelledBy, reason })];
  }),
];

/** The meeting that is still to become so; undefined: the very same is on record already. Refuses what cannot be. */
function toSettle(
  command: c.HoldTouchpoint | c.MissTouchpoint | c.CancelTouchpoint,
  relationship: Relationship,
  settledAs: (meeting: Meeting) => Meeting,
): Meeting | undefined {
  const { touchpointId } = command;
  const meeting = own(relationship.touchpoints, touchpointId);
  if (!meeting) throw notFound('touchpointId', 'touchpoint', touchpointId, 'Plan it first, or correct the id.');
  if (isRepeated(meeting.settled, settledAs(meeting).settled!)) return undefined;
  notEnded(command, relationship);
  if (meeting.status !== 'PLANNED' && !isHistory(command)) {
    const onRecord = meeting.settled ? `: on record is ${inWords(meeting.settled)}` : '';
    throw illegalMove('touchpoint', touchpointId, `was ${meeting.status} already${onRecord}`, 'Plan another one.');
  }
  return meeting;
}
