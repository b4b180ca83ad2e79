import { decideBy, type Decider, ownProperty, type References, type Rule, type StreamKey, when } from '../kernel/decider.js';
import { alreadyExists, illegalMove, invalidInput, notFound } from '../kernel/errors.js';
import { sameData } from '../kernel/same-data.js';
import { CHARTER_RULES } from './charter.js';
import * as c from './commands.js';
import * as e from './events.js';
import type { RelationshipEvent } from './events.js';
import {
  established,
  evolveRelationship,
  idInWords,
  inWords,
  latestOf,
  notBefore,
  notEnded,
  type Relationship,
  relationshipId,
  type RelationshipState,
} from './state.js';
import { ATTENDANCE_RULES, TOUCHPOINT_RULES } from './touchpoints.js';
import { type Command, isHistory, mayBeOf } from '../kernel/command.js';
import {
  describeMove,
  inState,
  isRepeated,
  type Move,
  onRecord,
  over,
  requireInOrder,
  requireNotBefore,
} from '../kernel/moves.js';

/** The rules for liaisons, maturity assessments and published scores. */
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
    throw alreadyExists('teamId', ...inWords(command), { code: 'NOT_EMPTY' });
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
  const goesOn = others.length === 0 ? 'has ended' : `continues as ${others.map(idInWords).join(', then ')}`;
  throw illegalMove(
    'successorTeamId',
    ...inWords({ teamId: command.successorTeamId, departmentId: command.successorDepartmentId }),
    `${goesOn}; recorded: ${describeMove(successor.end)}`,
    'Name a relationship that has not ended.',
    [
      over(successor.end.at),
      ...(others.length === 0 ? [] : [{ code: isCircle ? 'CIRCLE' : 'GOES_ON_AS', parameters: { ids: others } } as const]),
    ],
  );
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
    ...CHARTER_RULES,
    ...GOAL_RULES,
    ...TOUCHPOINT_RULES,
    ...ATTENDANCE_RULES,
  ]),
};
