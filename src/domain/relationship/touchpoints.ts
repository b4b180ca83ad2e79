import { type Rule, ownProperty, when } from '../kernel/decider.js';
import { alreadyExists, illegalMove, notFound } from '../kernel/errors.js';
import { isHistory, mayBeOf } from '../kernel/command.js';
import { inState, isRepeated, type Move, onRecordText, requireInOrder, requireNotBefore } from '../kernel/moves.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { requireAnother, sideOf } from './sides.js';
import {
  cancelled,
  established,
  heldAt,
  type Meeting,
  missed,
  notEnded,
  type Relationship,
  type RelationshipState,
} from './state.js';

/** The rules for planned meetings: planned first, then held, missed or cancelled, once. */
export const TOUCHPOINT_RULES: readonly Rule<e.RelationshipEvent, RelationshipState>[] = [
  when(c.PlanTouchpoint, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, touchpointId, type, plannedFor } = command;
    const before = ownProperty(relationship.touchpoints, touchpointId);
    if (before) {
      if (sameData(before.planned, { type, plannedFor }) && mayBeOf(before.plannedAt, command)) return [];
      throw alreadyExists('touchpointId', 'touchpoint', touchpointId);
    }
    notEnded(command, relationship);
    return [e.TouchpointPlanned({ teamId, departmentId, touchpointId, type, plannedFor })];
  }),
  when(c.HoldTouchpoint, (command, state) => {
    const {
      teamId,
      departmentId,
      touchpointId,
      itAttendees = [],
      departmentAttendees = [],
      notesRef,
      occurredAt,
      actor,
    } = command;
    const attendance = { itAttendees, departmentAttendees, notesRef };
    const meeting = toSettle(command, established(command, state), (planned) => heldAt(planned, attendance, occurredAt, actor));
    if (!meeting) return [];
    return [e.TouchpointHeld({ teamId, departmentId, touchpointId, ...meeting.planned, ...attendance })];
  }),
  when(c.MissTouchpoint, (command, state) => {
    const { teamId, departmentId, touchpointId, reason, occurredAt } = command;
    const meeting = toSettle(command, established(command, state), (planned) => missed(planned, reason, occurredAt));
    if (!meeting) return [];
    const { plannedFor } = meeting.planned;
    if (occurredAt < plannedFor && !isHistory(command)) {
      throw illegalMove(
        'occurredAt',
        'touchpoint',
        touchpointId,
        `is planned for ${plannedFor}`,
        'Cancel it, or wait for its date.',
        [{ code: 'BEFORE', parameters: { moment: plannedFor } }],
      );
    }
    return [e.TouchpointMissed({ teamId, departmentId, touchpointId, ...meeting.planned, reason })];
  }),
  when(c.CancelTouchpoint, (command, state) => {
    const { teamId, departmentId, touchpointId, cancelledBy, reason, occurredAt } = command;
    const content = { cancelledBy, reason };
    const meeting = toSettle(command, established(command, state), (planned) => cancelled(planned, content, occurredAt));
    if (!meeting) return [];
    const { plannedFor } = meeting.planned;
    if (plannedFor <= occurredAt && !isHistory(command)) {
      const late = `was planned for ${plannedFor}: it can no longer be cancelled`;
      throw illegalMove('occurredAt', 'touchpoint', touchpointId, late, 'Record it as missed.', [
        { code: 'NOT_BEFORE', parameters: { moment: plannedFor } },
      ]);
    }
    return [e.TouchpointCancelled({ teamId, departmentId, touchpointId, ...meeting.planned, cancelledBy, reason })];
  }),
];

/** The rules for the other side's answer about a meeting that was held: it confirms or disputes it, and may change its mind. */
export const ATTENDANCE_RULES: readonly Rule<e.RelationshipEvent, RelationshipState>[] = [
  when(c.ConfirmTouchpoint, (command, state) => {
    const { teamId, departmentId, touchpointId, side, occurredAt: at, actor } = command;
    const content = { by: actor.ref };
    const meeting = toAnswer(command, established(command, state), { type: 'TouchpointConfirmed', at, content });
    if (!meeting) return [];
    return [e.TouchpointConfirmed({ teamId, departmentId, touchpointId, ...meeting.planned, side })];
  }),
  when(c.DisputeTouchpoint, (command, state) => {
    const { teamId, departmentId, touchpointId, side, reason, commentRef, occurredAt: at, actor } = command;
    const content = { reason, commentRef };
    const meeting = toAnswer(command, established(command, state), {
      type: 'TouchpointDisputed',
      at,
      content: { ...content, by: actor.ref },
    });
    if (!meeting) return [];
    return [e.TouchpointDisputed({ teamId, departmentId, touchpointId, ...meeting.planned, side, ...content })];
  }),
];

/**
 * The meeting that a side answers; undefined when its latest answer is the same, of the same person. Throws when it was not
 * held, or when the same side or person recorded it. A relationship that ended does not stop an answer about what was held
 * before.
 */
function toAnswer(
  command: c.ConfirmTouchpoint | c.DisputeTouchpoint,
  relationship: Relationship,
  answer: Move,
): Meeting | undefined {
  const { touchpointId, side } = command;
  const meeting = planned(command, relationship);
  const { status, settled, heldBy, answers } = meeting;
  if (isRepeated(answers[side], answer)) return undefined;
  if (status !== 'HELD' || settled === undefined || heldBy === undefined) {
    throw illegalMove(
      'touchpointId',
      'touchpoint',
      touchpointId,
      `is ${status}${onRecordText(settled)}`,
      'Record first that it was held.',
      inState(status, settled),
    );
  }
  const first = { field: 'touchpointId', id: touchpointId, side: sideOf(heldBy.kind), by: heldBy, at: settled.at };
  requireAnother(command, { what: 'touchpoint', ...first });
  requireNotBefore(command, settled.at, 'it was held');
  requireInOrder(command, 'touchpoint', touchpointId, answers[side]);
  return meeting;
}

/** @throws RapportError NOT_FOUND when it was never planned */
function planned({ touchpointId }: { readonly touchpointId: string }, { touchpoints }: Relationship): Meeting {
  const meeting = ownProperty(touchpoints, touchpointId);
  if (!meeting) throw notFound('touchpointId', 'touchpoint', touchpointId, 'Plan the touchpoint first, or correct the id.');
  return meeting;
}

/** The meeting to settle; undefined when the same move is on record already. Throws when it is not allowed. */
function toSettle(
  command: c.HoldTouchpoint | c.MissTouchpoint | c.CancelTouchpoint,
  relationship: Relationship,
  settledAs: (meeting: Meeting) => Meeting,
): Meeting | undefined {
  const { touchpointId } = command;
  const meeting = planned(command, relationship);
  if (isRepeated(meeting.settled, settledAs(meeting).settled!)) return undefined;
  notEnded(command, relationship);
  if (meeting.status !== 'PLANNED' && !isHistory(command)) {
    throw illegalMove(
      'touchpointId',
      'touchpoint',
      touchpointId,
      `was ${meeting.status} already${onRecordText(meeting.settled)}`,
      meeting.status === 'HELD' ? 'Confirm or dispute it, or plan another touchpoint.' : 'Plan another touchpoint.',
      inState(meeting.status, meeting.settled),
    );
  }
  return meeting;
}
