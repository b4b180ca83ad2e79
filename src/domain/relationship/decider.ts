import { decideBy, type Decider, ownProperty, type References, type Rule, type StreamKey, when } from '../kernel/decider.js';
import { alreadyExists, illegalMove, invalidInput, notFound } from '../kernel/errors.js';
import { sameData } from '../kernel/same-data.js';
import { isInForce } from '../kernel/versioned.js';
import * as c from './commands.js';
import * as e from './events.js';
import type { RelationshipEvent } from './events.js';
import {
  cancelled,
  established,
  evolveRelationship,
  heldAt,
  latestOf,
  type Meeting,
  missed,
  notBefore,
  notEnded,
  type Relationship,
  relationshipId,
  type RelationshipState,
} from './state.js';
import { type Command, isHistory, mayBeOf } from '../kernel/command.js';
import {
  describeMove,
  inState,
  isRepeated,
  type Move,
  onRecord,
  onRecordText,
  over,
  requireInOrder,
  requireNotBefore,
} from '../kernel/moves.js';

/** The rules for liaisons, charters, maturity assessments and published scores. */
export const AGREEMENT_RULES: readonly Rule<e.RelationshipEvent, RelationshipState>[] = [
  when(c.AppointLiaison, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, side, personRef } = command;
    const latest = latestOf(relationship, command);
    requireInOrder(command, 'liaison', personRef, latest);
    if (latest?.type === 'LiaisonAppointed') return [];
    notEnded(command, relationship);
    return [e.LiaisonAppointed({ teamId, departmentId, side, personRef })];
  }),
  when(c.ReleaseLiaison, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, side, personRef } = command;
    const latest = latestOf(relationship, command);
    if (!latest)
      throw notFound('personRef', `liaison of side ${side}`, personRef, 'Appoint the liaison first, or correct the reference.');
    if (latest.type === 'LiaisonReleased') {
      if (mayBeOf(latest.at, command)) return [];
      const released = `was already released; recorded: ${describeMove(latest)}`;
      throw illegalMove('personRef', 'liaison', personRef, released, 'Appoint the liaison again.', onRecord(latest));
    }
    requireInOrder(command, 'liaison', personRef, latest);
    notEnded(command, relationship);
    return [e.LiaisonReleased({ teamId, departmentId, side, personRef })];
  }),
  when(c.AgreeRelationshipCharter, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, expectations = [], reviewCadenceDays, updateCadenceMinutes, acknowledgeMinutes } = command;
    const charter = { expectations, reviewCadenceDays, updateCadenceMinutes, acknowledgeMinutes };
    if (isInForce(relationship.charters, charter, command)) return [];
    notEnded(command, relationship);
    return [e.RelationshipCharterAgreed({ teamId, departmentId, ...charter, effectiveAt: command.effectiveAt })];
  }),
  when(c.AssessRelationshipMaturity, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, side, level, rationaleRef, occurredAt: at } = command;
    if (sameData(relationship.maturity[side], { side, level, rationaleRef, at })) return [];
    notEnded(command, relationship);
    return [e.RelationshipMaturityAssessed({ teamId, departmentId, side, level, rationaleRef })];
  }),
  when(c.PublishRelationshipHealth, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, formulaVersion, asOfPosition, score, components = [], audience } = command;
    const publication = { formulaVersion, asOfPosition, score, components, audience };
    if (sameData(relationship.published, publication)) return [];
    notEnded(command, relationship);
    return [e.RelationshipHealthPublished({ teamId, departmentId, ...publication })];
  }),
];

/** The rules for the department's own goals: shared, then achieved or retired, once. */
export const GOAL_RULES: readonly Rule<e.RelationshipEvent, RelationshipState>[] = [
  when(c.ShareBusinessGoal, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, goalId, goal, measure, targetDate } = command;
    const before = ownProperty(relationship.goals, goalId);
    if (before) {
      if (sameData(before.shared, { goal, measure, targetDate }) && mayBeOf(before.sharedAt, command)) return [];
      throw alreadyExists('goalId', 'business goal', goalId);
    }
    notEnded(command, relationship);
    return [e.BusinessGoalShared({ teamId, departmentId, goalId, goal, measure, targetDate })];
  }),
  when(c.AchieveBusinessGoal, (command, state) => {
    const { teamId, departmentId, goalId, occurredAt: at } = command;
    if (!settlesGoal(command, established(command, state), { type: 'BusinessGoalAchieved', at, content: {} })) return [];
    return [e.BusinessGoalAchieved({ teamId, departmentId, goalId })];
  }),
  when(c.RetireBusinessGoal, (command, state) => {
    const { teamId, departmentId, goalId, reason, occurredAt: at } = command;
    if (!settlesGoal(command, established(command, state), { type: 'BusinessGoalRetired', at, content: { reason } })) return [];
    return [e.BusinessGoalRetired({ teamId, departmentId, goalId, reason })];
  }),
];

/** Whether the move settles the goal; false when the same move is on record already. Throws when it is not allowed. */
function settlesGoal(command: c.AchieveBusinessGoal | c.RetireBusinessGoal, relationship: Relationship, move: Move): boolean {
  const { goalId } = command;
  const goal = ownProperty(relationship.goals, goalId);
  if (!goal) throw notFound('goalId', 'business goal', goalId, 'Share the goal first, or correct the id.');
  if (isRepeated(goal.settled, move)) return false;
  notEnded(command, relationship);
  if (isHistory(command)) return true;
  if (goal.settled) {
    throw illegalMove(
      'goalId',
      'business goal',
      goalId,
      `is ${goal.status}; recorded: ${describeMove(goal.settled)}`,
      'Share a new goal.',
      inState(goal.status, goal.settled),
    );
  }
  requireNotBefore(command, goal.sharedAt, 'the goal was shared');
  return true;
}

/** The rules for the beginning and the end of a relationship. */
export const LIFECYCLE_RULES: readonly Rule<e.RelationshipEvent, RelationshipState>[] = [
  when(c.EstablishRelationship, (command, state) => {
    const { teamId, departmentId, type, scope } = command;
    const event = e.RelationshipEstablished({ teamId, departmentId, type, scope });
    if (!state) return [event];
    notEnded(command, state);
    if (sameData(state.established, event.data) && mayBeOf(state.establishedAt, command)) return [];
    throw alreadyExists('teamId', 'relationship', relationshipId(command));
  }),
  when(c.TransferRelationship, (command, state, references) => {
    const relationship = established(command, state);
    const { teamId, departmentId, successorTeamId, successorDepartmentId, reason, occurredAt: at } = command;
    if (successorTeamId === teamId && successorDepartmentId === departmentId) {
      throw invalidInput('successorTeamId', 'a relationship cannot be its own successor', 'Name another team or department.', {
        code: 'ITSELF',
      });
    }
    const content = { successorTeamId, successorDepartmentId, reason };
    if (isRepeated(relationship.end, { type: 'RelationshipTransferred', at, content })) return [];
    notEnded(command, relationship);
    notBefore(command, relationship);
    requireGoingOn(command, references);
    return [e.RelationshipTransferred({ teamId, departmentId, ...content })];
  }),
  when(c.EndRelationship, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, reason, occurredAt: at } = command;
    if (isRepeated(relationship.end, { type: 'RelationshipEnded', at, content: { reason } })) return [];
    notEnded(command, relationship);
    notBefore(command, relationship);
    return [e.RelationshipEnded({ teamId, departmentId, reason })];
  }),
];

/**
 * The streams of the successor and of its own successors in turn: a transfer must not lead back. Follows only those that are in
 * `references`.
 */
function successors(command: c.TransferRelationship, references: References): Readonly<Record<string, StreamKey>> {
  const streams: Record<string, StreamKey> = {};
  let pair: Relationship['successor'] = { teamId: command.successorTeamId, departmentId: command.successorDepartmentId };
  while (pair && !Object.hasOwn(streams, `relationship-${relationshipId(pair)}`)) {
    const key = relationshipId(pair);
    streams[`relationship-${key}`] = { aggregate: 'relationship', key };
    pair = (references[`relationship-${key}`] as RelationshipState | undefined)?.successor;
  }
  return streams;
}

/**
 * @throws RapportError ILLEGAL_MOVE when the successor itself has ended, or when the relationship is among the successor's own
 * successors (history may name one that has ended, but not close a circle).
 */
function requireGoingOn(command: c.TransferRelationship, references: References): void {
  const [first, ...others] = Object.keys(successors(command, references)).map((name) => name.slice('relationship-'.length));
  const successor = references[`relationship-${first}`] as RelationshipState | undefined;
  if (!successor?.end) return;
  const isCircle = others.includes(relationshipId(command));
  if (isHistory(command) && !isCircle) return;
  const goesOn = others.length === 0 ? 'has ended' : `continues as ${others.map((id) => `"${id}"`).join(', then ')}`;
  throw illegalMove(
    'successorTeamId',
    'relationship',
    first!,
    `${goesOn}; recorded: ${describeMove(successor.end)}`,
    'Name a relationship that has not ended.',
    [
      over(successor.end.at),
      ...(others.length === 0 ? [] : [{ code: isCircle ? 'CIRCLE' : 'GOES_ON_AS', parameters: { ids: others } } as const]),
    ],
  );
}

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

/** The meeting to settle; undefined when the same move is on record already. Throws when it is not allowed. */
function toSettle(
  command: c.HoldTouchpoint | c.MissTouchpoint | c.CancelTouchpoint,
  relationship: Relationship,
  settledAs: (meeting: Meeting) => Meeting,
): Meeting | undefined {
  const { touchpointId } = command;
  const meeting = ownProperty(relationship.touchpoints, touchpointId);
  if (!meeting) throw notFound('touchpointId', 'touchpoint', touchpointId, 'Plan the touchpoint first, or correct the id.');
  if (isRepeated(meeting.settled, settledAs(meeting).settled!)) return undefined;
  notEnded(command, relationship);
  if (meeting.status !== 'PLANNED' && !isHistory(command)) {
    throw illegalMove(
      'touchpointId',
      'touchpoint',
      touchpointId,
      `was ${meeting.status} already${onRecordText(meeting.settled)}`,
      'Plan another touchpoint.',
      inState(meeting.status, meeting.settled),
    );
  }
  return meeting;
}

/** How a team and a department intend to work together: what they agree, plan, keep and say about it. */
export const relationshipDecider: Decider<Command, RelationshipEvent, RelationshipState> = {
  initial: () => null,
  evolve: evolveRelationship,
  isReferable: (state) => state !== null && state.end === undefined,
  concerns: (state) => state?.established,
  consults: (command, _, references) => (command instanceof c.TransferRelationship ? successors(command, references) : {}),
  decide: decideBy<RelationshipEvent, RelationshipState>([
    ...LIFECYCLE_RULES,
    ...AGREEMENT_RULES,
    ...GOAL_RULES,
    ...TOUCHPOINT_RULES,
  ]),
};
