import { event, type EventOf, without } from '../kernel/event.js';
import { optional } from '../kernel/fields.js';
import { departmentId, reason, teamId } from '../ticket/fields.js';
import * as f from './fields.js';

const between = { teamId, departmentId };
/** Version 1 said what the event did to the meeting's trial. */
const factsOnly = { version: 2, upcast: { 1: without('counted', 'counts') } } as const;
/** Version 1 listed the meetings that would not take place any more: those planned for then or later. */
const over = { version: 2, upcast: { 1: without('touchpoints') } } as const;

export const RelationshipEstablished = event(
  'RelationshipEstablished',
  { ...between, type: f.relationshipType, scope: f.scope },
  'A team and a department work with each other, by agreement or as found.',
);
export const LiaisonAppointed = event(
  'LiaisonAppointed',
  { ...between, side: f.side, personRef: f.personRef },
  'Someone on this side looks after the relationship.',
);
export const LiaisonReleased = event(
  'LiaisonReleased',
  { ...between, side: f.side, personRef: f.personRef },
  'They no longer do.',
);
export const RelationshipCharterAgreed = event(
  'RelationshipCharterAgreed',
  {
    ...between,
    expectations: f.expectations,
    ...f.charter,
    effectiveAt: f.effectiveAt,
  },
  'What both sides agreed to expect of each other.',
);
export const BusinessGoalShared = event(
  'BusinessGoalShared',
  {
    ...between,
    goalId: f.goalId,
    ...f.goal,
  },
  'The department told IT what it wants to achieve.',
);
export const BusinessGoalAchieved = event('BusinessGoalAchieved', { ...between, goalId: f.goalId }, 'It was achieved.');
export const BusinessGoalRetired = event(
  'BusinessGoalRetired',
  { ...between, goalId: f.goalId, reason: optional(reason) },
  'It is no longer pursued.',
);
export const TouchpointPlanned = event(
  'TouchpointPlanned',
  { ...between, touchpointId: f.touchpointId, type: f.touchpointType, plannedFor: f.plannedFor },
  'A meeting that both sides count on.',
);
export const TouchpointHeld = event(
  'TouchpointHeld',
  {
    ...between,
    touchpointId: f.touchpointId,
    type: f.touchpointType,
    plannedFor: f.plannedFor,
    itAttendees: f.itAttendees,
    departmentAttendees: f.departmentAttendees,
    notesRef: f.notesRef,
  },
  'It took place. It counts when both sides were there.',
  factsOnly,
);
export const TouchpointMissed = event(
  'TouchpointMissed',
  {
    ...between,
    touchpointId: f.touchpointId,
    type: f.touchpointType,
    plannedFor: f.plannedFor,
    reason: optional(reason),
  },
  'It did not take place.',
  factsOnly,
);
export const TouchpointCancelled = event(
  'TouchpointCancelled',
  {
    ...between,
    touchpointId: f.touchpointId,
    type: f.touchpointType,
    plannedFor: f.plannedFor,
    cancelledBy: f.side,
    reason: optional(reason),
  },
  'One side called it off.',
);
export const RelationshipMaturityAssessed = event(
  'RelationshipMaturityAssessed',
  {
    ...between,
    side: f.side,
    level: f.level,
    rationaleRef: f.rationaleRef,
  },
  'One side’s view of how far the relationship has come.',
);
export const RelationshipHealthPublished = event(
  'RelationshipHealthPublished',
  {
    ...between,
    ...f.publication,
    components: f.components,
  },
  'A score was made known. Publishing is a fact; the score is a projection.',
);
export const RelationshipTransferred = event(
  'RelationshipTransferred',
  {
    ...between,
    successorTeamId: teamId,
    successorDepartmentId: departmentId,
    reason: optional(reason),
  },
  'Another pair carries it on.',
  over,
);
export const RelationshipEnded = event('RelationshipEnded', { ...between, reason: optional(reason) }, 'It is over.', over);

export const RELATIONSHIP_EVENTS = [
  RelationshipEstablished,
  LiaisonAppointed,
  LiaisonReleased,
  RelationshipCharterAgreed,
  BusinessGoalShared,
  BusinessGoalAchieved,
  BusinessGoalRetired,
  TouchpointPlanned,
  TouchpointHeld,
  TouchpointMissed,
  TouchpointCancelled,
  RelationshipMaturityAssessed,
  RelationshipHealthPublished,
  RelationshipTransferred,
  RelationshipEnded,
] as const;
export type RelationshipEvent = EventOf<(typeof RELATIONSHIP_EVENTS)[number]>;
