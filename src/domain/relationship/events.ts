import { event, type EventOf } from '../kernel/event.js';
import { group, id, integer, label, list, moment, oneOf, optional, ref } from '../kernel/fields.js';
import { departmentId, reason, teamId } from '../ticket/fields.js';

export const relationshipType = oneOf(
  'RelationshipType',
  ['BASIC', 'COOPERATIVE', 'PARTNERSHIP'],
  'ITIL 4’s kinds of service relationship',
);
export const side = oneOf('RelationshipSide', ['IT', 'DEPARTMENT'], 'Which side');
export const personRef = ref('Pseudonym of the person');
export const touchpointId = id('The touchpoint');
export const touchpointType = oneOf(
  'TouchpointType',
  ['ROUNDING', 'SERVICE_REVIEW', 'HUDDLE', 'JOINT_RCA'],
  'What kind of planned meeting',
);
export const attendees = (who: string) => list(personRef, 200, who);
export const goalId = id('The business goal');
export const minutes = (what: string) => integer(1, 525_600, what);

const between = { teamId, departmentId };

export const RelationshipEstablished = event(
  'RelationshipEstablished',
  { ...between, type: relationshipType, scope: optional(label('What it covers')) },
  'A team and a department work with each other, by agreement or as found.',
);
export const LiaisonAppointed = event(
  'LiaisonAppointed',
  { ...between, side, personRef },
  'Someone on this side looks after the relationship.',
);
export const LiaisonReleased = event('LiaisonReleased', { ...between, side, personRef }, 'They no longer do.');
export const RelationshipCharterAgreed = event(
  'RelationshipCharterAgreed',
  {
    ...between,
    expectations: list(label('An expectation'), 50, 'What each may expect of the other'),
    reviewCadenceDays: optional(integer(1, 3_650, 'Days between service reviews')),
    updateCadenceMinutes: optional(minutes('Minutes between words about open tickets')),
    acknowledgeMinutes: optional(minutes('Minutes to a first human answer; stands above the team’s own target')),
  },
  'What both sides agreed to expect of each other.',
);
export const BusinessGoalShared = event(
  'BusinessGoalShared',
  {
    ...between,
    goalId,
    goal: label('The goal'),
    measure: optional(label('How it is measured')),
    targetDate: optional(moment('Until when')),
  },
  'The department told IT what it wants to achieve.',
);
export const BusinessGoalAchieved = event('BusinessGoalAchieved', { ...between, goalId }, 'It was achieved.');
export const BusinessGoalRetired = event(
  'BusinessGoalRetired',
  { ...between, goalId, reason: optional(reason) },
  'It is no longer pursued.',
);
export const TouchpointPlanned = event(
  'TouchpointPlanned',
  { ...between, touchpointId, type: touchpointType, plannedFor: moment('When it is to be') },
  'A meeting that both sides count on.',
);
export const TouchpointHeld = event(
  'TouchpointHeld',
  {
    ...between,
    touchpointId,
    type: touchpointType,
    plannedFor: moment('When it was to be'),
    itAttendees: attendees('Who came from IT'),
    departmentAttendees: attendees('Who came from the department'),
    notesRef: optional(ref('Key of the notes')),
  },
  'It took place. It counts when both sides were there.',
);
export const TouchpointMissed = event(
  'TouchpointMissed',
  { ...between, touchpointId, type: touchpointType, plannedFor: moment('When it was to be'), reason: optional(reason) },
  'It did not take place.',
);
export const RelationshipMaturityAssessed = event(
  'RelationshipMaturityAssessed',
  {
    ...between,
    side,
    level: integer(1, 5, '1 ad hoc, 2 order taker, 3 service provider, 4 trusted advisor, 5 strategic partner'),
    rationaleRef: optional(ref('Key of the rationale')),
  },
  'One side’s view of how far the relationship has come.',
);
export const RelationshipHealthPublished = event(
  'RelationshipHealthPublished',
  {
    ...between,
    formulaVersion: label('Formula'),
    asOfPosition: label('The log position it rests on'),
    score: optional(integer(0, 10_000, 'Hundredths of a point; absent: insufficient data')),
    components: list(
      group(
        'PublishedComponent',
        { component: label('Component'), contribution: integer(0, 10_000, 'Hundredths of a point') },
        'A part',
      ),
      20,
      'Parts',
    ),
    audience: label('For whom'),
  },
  'A score was made known. Publishing is a fact; the score is a projection.',
);
export const RelationshipTransferred = event(
  'RelationshipTransferred',
  { ...between, successorTeamId: teamId, successorDepartmentId: departmentId, reason: optional(reason) },
  'Another pair carries it on.',
);
export const RelationshipEnded = event('RelationshipEnded', { ...between, reason: optional(reason) }, 'It is over.');

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
  RelationshipMaturityAssessed,
  RelationshipHealthPublished,
  RelationshipTransferred,
  RelationshipEnded,
] as const;
export type RelationshipEvent = EventOf<(typeof RELATIONSHIP_EVENTS)[number]>;
