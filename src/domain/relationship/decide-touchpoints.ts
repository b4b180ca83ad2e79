import { isHistory } from '../kernel/command.js';
import { type Rule, when } from '../kernel/decide-by.js';
import { own } from '../kernel/own.js';
import { alreadyExists, illegalMove, notFound } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { established, notEnded } from './standing.js';
import type { Relationship, RelationshipState, Touchpoint } from './state.js';

/** Meetings that both sides count on: planned first, then held or missed, once. */
export const TOUCHPOINT_RULES: readonly Rule<e.RelationshipEvent, RelationshipState>[] = [
  when(c.PlanTouchpoint, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, touchpointId, type, plannedFor } = command;
    const before = own(relationship.touchpoints, touchpointId);
    if (before) {
      if (sameData(before.planned, { type, plannedFor })) return [];
      throw alreadyExists('touchpoint', touchpointId);
    }
    notEnded(command, relationship);
    return [e.TouchpointPlanned({ teamId, departmentId, touchpointId, type, plannedFor })];
  }),
  when(c.HoldTouchpoint, (command, state) => {
    const planned = toSettle(command, established(command, state), 'HELD');
    if (!planned) return [];
    const { teamId, departmentId, touchpointId, itAttendees = [], departmentAttendees = [], notesRef } = command;
    return [e.TouchpointHeld({ teamId, departmentId, touchpointId, ...planned, itAttendees, departmentAttendees, notesRef })];
  }),
  when(c.MissTouchpoint, (command, state) => {
    const planned = toSettle(command, established(command, state), 'MISSED');
    if (!planned) return [];
    const { teamId, departmentId, touchpointId, reason } = command;
    return [e.TouchpointMissed({ teamId, departmentId, touchpointId, ...planned, reason })];
  }),
];

/** The plan that is still to become so; undefined: it is already. Refuses what cannot be. */
function toSettle(
  command: c.HoldTouchpoint | c.MissTouchpoint,
  relationship: Relationship,
  status: 'HELD' | 'MISSED',
): Touchpoint | undefined {
  const touchpoint = own(relationship.touchpoints, command.touchpointId);
  if (!touchpoint) throw notFound('touchpoint', command.touchpointId, 'Plan it first, or correct the id.');
  if (touchpoint.status === status) return undefined;
  notEnded(command, relationship);
  if (touchpoint.status !== 'PLANNED' && !isHistory(command)) {
    throw illegalMove('touchpoint', command.touchpointId, `was ${touchpoint.status} already`, 'Plan another one.');
  }
  return touchpoint.planned;
}
