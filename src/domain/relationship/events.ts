import { event, type EventOf, without } from '../kernel/event.js';
import { group, id, integer, label, list, moment, oneOf, optional, ref, type Values } from '../kernel/fields.js';
import { departmentId, reason, teamId } from '../ticket/fields.js';
import type { Side } from './sides.js';

/** Fields that relationship commands and events share, declared once with their meaning. */
export const relationshipType = oneOf(
  'RelationshipType',
  {
    BASIC: 'Standard services for many departments, hardly adapted to this one.',
    COOPERATIVE: 'Services adapted to what this department needs.',
    PARTNERSHIP: 'Both sides plan and improve the services together, for shared goals.',
  },
  'Kind of service relationship, after ITIL 4',
);
const sideOf = (description: string) =>
  oneOf<Side>(
    'RelationshipSide',
    { IT: 'The service team’s side.', DEPARTMENT: 'The side of the department that the team serves.' },
    description,
  );
export const side = sideOf('Which side');
export const personRef = ref('Pseudonym of the person');
export const touchpointId = id('The touchpoint');
export const touchpointType = oneOf(
  'TouchpointType',
  {
    ROUNDING: 'A round: people of IT walk through the department’s units to hear how things are.',
    SERVICE_REVIEW: 'Both sides talk about the service.',
    HUDDLE: 'A short meeting.',
    JOINT_RCA: 'Both sides look for a root cause together (root cause analysis).',
  },
  'Kind of planned meeting',
);
const attendees = (who: string) => list(personRef, 200, who);
export const goalId = id('The business goal');
const minutes = (what: string) => integer(1, 525_600, what);

export const scope = optional(label('What it is about'));
export const charter = {
  reviewCadenceDays: optional(integer(1, 3_650, 'Days between service reviews')),
  updateCadenceMinutes: optional(minutes('Minutes between updates on open tickets')),
  acknowledgeMinutes: optional(minutes('Minutes to a first response by a person; replaces the team’s own target')),
};
export const proposalId = id('The proposal of a charter');
/** The moment from which a charter is in force. */
export const effectiveAt = optional(moment('When it takes effect; absent: when it happened'));
/** The moment from which a charter is to be in force, once both agree. */
export const proposedFrom = optional(moment('From when on it is to hold; absent: from when the other side agrees'));
export const expectations = list(label('An expectation'), 50, 'What each side may expect of the other');
export const goal = {
  goal: label('The goal'),
  measure: optional(label('How it is measured')),
  targetDate: optional(moment('Until when')),
};
/** A code, because what people write about others is a text: it is not for events. */
export const disputeReason = oneOf(
  'DisputeReason',
  {
    NOT_HELD: 'It did not take place.',
    NOBODY_OF_THIS_SIDE: 'Nobody of the side that disputes it was there.',
    OTHER_PEOPLE: 'Other people were there than is recorded.',
    OTHER_MOMENT: 'It took place at another time than is recorded.',
    OTHER: 'Another reason; the comment may say which.',
  },
  'Why a side does not agree with the record of a meeting',
);
export const disputeCommentRef = optional(ref('Key of the comment'));
export const plannedFor = moment('When it is, or was, planned for');
export const itAttendees = attendees('Who attended from IT');
export const departmentAttendees = attendees('Who attended from the department');
export const notesRef = optional(ref('Key of the notes'));
export const level = integer(1, 5, '1 ad hoc, 2 order taker, 3 service provider, 4 trusted advisor, 5 strategic partner');
export const rationaleRef = optional(ref('Key of the text that gives the reasons'));
export const publication = {
  formulaVersion: label('Formula'),
  asOfPosition: label('The log position from which it is computed'),
  score: optional(integer(0, 10_000, 'Hundredths of a point; absent: insufficient data')),
  audience: label('For whom'),
};
export const components = list(
  group(
    'PublishedComponent',
    { component: label('Component'), contribution: integer(0, 10_000, 'Hundredths of a point') },
    'A part',
  ),
  20,
  'Parts',
);

const between = { teamId, departmentId };
/** Version 1 also recorded the event's effect on the meeting's trial. */
const factsOnly = { version: 2, upcast: { 1: without('counted', 'counts') } } as const;
/** Version 1 also listed the meetings that would no longer take place: those planned for that moment or later. */
const over = { version: 2, upcast: { 1: without('touchpoints') } } as const;

export const RelationshipEstablished = event(
  'RelationshipEstablished',
  { ...between, type: relationshipType, scope },
  'The relationship of a team and a department was established, by agreement or as found.',
);
export const LiaisonAppointed = event(
  'LiaisonAppointed',
  { ...between, side, personRef },
  'A liaison of this side was appointed.',
);
export const LiaisonReleased = event('LiaisonReleased', { ...between, side, personRef }, 'A liaison was released.');
export const RelationshipCharterAgreed = event(
  'RelationshipCharterAgreed',
  {
    ...between,
    expectations,
    ...charter,
    effectiveAt,
    proposalId: optional(id('The proposal of the one side; absent: somebody recorded for both that they agreed')),
    acceptedBy: optional(sideOf('The other side, which agreed to it')),
  },
  'What both sides agreed to expect of each other.',
  // Version 1 was recorded by either side alone. It names no proposal, and reads as an agreement recorded by one side.
  { version: 2, upcast: { 1: without() } },
);
export const RelationshipCharterProposed = event(
  'RelationshipCharterProposed',
  {
    ...between,
    proposalId,
    side,
    expectations,
    ...charter,
    effectiveAt: proposedFrom,
    counters: optional(id('The proposal of the other side to which it answers with other terms')),
  },
  'One side proposed what to expect of each other. It replaces what that side proposed before, and holds once the other agrees.',
);
export const RelationshipCharterProposalWithdrawn = event(
  'RelationshipCharterProposalWithdrawn',
  { ...between, proposalId, side, reason: optional(reason) },
  'The side no longer proposes it.',
);
export const BusinessGoalShared = event(
  'BusinessGoalShared',
  {
    ...between,
    goalId,
    ...goal,
  },
  'The department told IT what it wants to achieve.',
);
export const BusinessGoalAchieved = event('BusinessGoalAchieved', { ...between, goalId }, 'The goal was achieved.');
export const BusinessGoalRetired = event(
  'BusinessGoalRetired',
  { ...between, goalId, reason: optional(reason) },
  'The goal is no longer pursued.',
);
export const TouchpointPlanned = event(
  'TouchpointPlanned',
  { ...between, touchpointId, type: touchpointType, plannedFor },
  'A meeting of both sides was planned.',
);
export const TouchpointHeld = event(
  'TouchpointHeld',
  {
    ...between,
    touchpointId,
    type: touchpointType,
    plannedFor,
    itAttendees,
    departmentAttendees,
    notesRef,
  },
  'The meeting took place.',
  factsOnly,
);
export const TouchpointMissed = event(
  'TouchpointMissed',
  {
    ...between,
    touchpointId,
    type: touchpointType,
    plannedFor,
    reason: optional(reason),
  },
  'The meeting did not take place.',
  factsOnly,
);
export const TouchpointCancelled = event(
  'TouchpointCancelled',
  {
    ...between,
    touchpointId,
    type: touchpointType,
    plannedFor,
    cancelledBy: side,
    reason: optional(reason),
  },
  'One side cancelled the meeting.',
);
const answered = { ...between, touchpointId, type: touchpointType, plannedFor, side };
export const TouchpointConfirmed = event(
  'TouchpointConfirmed',
  answered,
  'The other side says too that it took place, with those who are on record.',
);
type Disputed = Values<typeof answered> & { readonly reason?: string };
export const TouchpointDisputed = event(
  'TouchpointDisputed',
  { ...answered, reason: optional(disputeReason), commentRef: disputeCommentRef },
  'The other side does not agree that it took place so. It counts as recorded; the dispute stands beside it.',
  // Version 1 had any text of up to 200 characters as its reason. No reader gets it any more.
  {
    version: 2,
    upcast: {
      1: ({ reason: text, ...rest }: Disputed) => ({ ...rest, ...(text !== undefined && { reason: 'OTHER' as const }) }),
    },
  },
);
export const RelationshipMaturityAssessed = event(
  'RelationshipMaturityAssessed',
  {
    ...between,
    side,
    level,
    rationaleRef,
  },
  'One side’s assessment of how far the relationship has developed.',
);
export const RelationshipHealthPublished = event(
  'RelationshipHealthPublished',
  {
    ...between,
    ...publication,
    components,
  },
  'A score was published. The publication is recorded; the score is a projection.',
);
export const RelationshipTransferred = event(
  'RelationshipTransferred',
  {
    ...between,
    successorTeamId: teamId,
    successorDepartmentId: departmentId,
    reason: optional(reason),
  },
  'Another pair continues the relationship.',
  over,
);
export const RelationshipEnded = event(
  'RelationshipEnded',
  { ...between, reason: optional(reason) },
  'The relationship ended.',
  over,
);

export const RELATIONSHIP_EVENTS = [
  RelationshipEstablished,
  LiaisonAppointed,
  LiaisonReleased,
  RelationshipCharterProposed,
  RelationshipCharterProposalWithdrawn,
  RelationshipCharterAgreed,
  BusinessGoalShared,
  BusinessGoalAchieved,
  BusinessGoalRetired,
  TouchpointPlanned,
  TouchpointHeld,
  TouchpointMissed,
  TouchpointCancelled,
  TouchpointConfirmed,
  TouchpointDisputed,
  RelationshipMaturityAssessed,
  RelationshipHealthPublished,
  RelationshipTransferred,
  RelationshipEnded,
] as const;
export type RelationshipEvent = EventOf<(typeof RELATIONSHIP_EVENTS)[number]>;
