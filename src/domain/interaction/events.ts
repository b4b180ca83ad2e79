import { event, type EventOf } from '../kernel/event.js';
import { flag, id, integer, label, list, moment, oneOf, optional, ref } from '../kernel/fields.js';
import { departmentId, teamId } from '../ticket/fields.js';

export const interactionId = id('The interaction');
export const channel = oneOf(
  'InteractionChannel',
  ['PHONE', 'CHAT', 'EMAIL', 'WALK_UP', 'ONSITE', 'ROUNDING', 'MEETING', 'SELF_SERVICE', 'OTHER'],
  'How people met',
);
export const direction = oneOf('Direction', ['FROM_DEPARTMENT', 'FROM_IT'], 'Who sought whom');
export const outcome = oneOf(
  'InteractionOutcome',
  ['RESOLVED', 'PROGRESSED', 'ESCALATED', 'INFORMED', 'ABANDONED'],
  'What came of it; apart from how people were treated',
);
export const treatment = integer(1, 5, 'How were you treated? 1 very badly to 5 very well');
export const about = oneOf('Side', ['IT', 'DEPARTMENT'], 'The side meant');

const between = { interactionId, teamId, departmentId };

export const InteractionStarted = event(
  'InteractionStarted',
  {
    ...between,
    channel,
    direction,
    purpose: optional(label('What for')),
    participants: list(ref('Pseudonym'), 100, 'Who took part'),
  },
  'People of a team and a department met, in whatever way.',
);
export const InteractionLinkedToTicket = event(
  'InteractionLinkedToTicket',
  { ...between, ticketId: id('The ticket it was about') },
  'The contact concerned this ticket.',
);
export const InteractionTransferred = event(
  'InteractionTransferred',
  {
    interactionId,
    departmentId,
    teamId,
    fromTeamId: teamId,
    toTeamId: teamId,
    warm: flag('Introduced in person, not just passed on'),
  },
  'The contact was passed to another team. `teamId` is the team from now on.',
);
export const InteractionEnded = event(
  'InteractionEnded',
  {
    ...between,
    outcome,
    nextStepAgreed: flag('Whether both know what happens next'),
    commitmentIds: list(id('A commitment made in it'), 50, 'Promises made'),
    durationSec: optional(integer(0, 7 * 86_400, 'Seconds')),
    startedAt: moment('When it started'),
  },
  'The contact ended.',
);
export const InteractionFeedbackGiven = event(
  'InteractionFeedbackGiven',
  {
    ...between,
    respondentRef: ref('Pseudonym of who answers; one answer each'),
    treatment,
    ease: optional(integer(1, 7, 'It was made easy for me: 1 disagree to 7 agree')),
    informed: optional(integer(1, 5, 'How well informed were you kept')),
    lostMinutes: optional(integer(0, 100_000, 'Working time lost, as the respondent reckons')),
    factors: list(label('Factor'), 20, 'What mattered'),
    commentRef: optional(ref('Key of the comment')),
    resolvedAtTime: flag('Whether the matter was solved at that moment; a good contact counts all the same'),
    startedAt: moment('When the interaction started'),
    earlierResponses: integer(0, 10_000, 'Answers of others to the same interaction before this one'),
  },
  'Someone of the department said how they were treated.',
);
export const InteractionSelfAssessed = event(
  'InteractionSelfAssessed',
  { ...between, byRef: ref('Pseudonym'), expectedTreatmentRating: treatment, startedAt: moment('When the interaction started') },
  'IT guessed how the department would rate it: the shoe on the other foot.',
);
export const RecognitionGiven = event(
  'RecognitionGiven',
  { ...between, about, theme: optional(label('Theme')), commentRef: optional(ref('Key of the comment')) },
  'A thank-you, in either direction.',
);
export const ConcernRaised = event(
  'ConcernRaised',
  {
    ...between,
    concernId: id('The concern'),
    about,
    theme: optional(label('Theme')),
    commentRef: optional(ref('Key of the comment')),
  },
  'Something was not right, in either direction.',
);
export const ConcernAddressed = event(
  'ConcernAddressed',
  {
    ...between,
    concernId: id('The concern'),
    raisedAt: moment('When it was raised'),
    commentRef: optional(ref('Key of the answer')),
  },
  'The concern got its answer.',
);

export const INTERACTION_EVENTS = [
  InteractionStarted,
  InteractionLinkedToTicket,
  InteractionTransferred,
  InteractionEnded,
  InteractionFeedbackGiven,
  InteractionSelfAssessed,
  RecognitionGiven,
  ConcernRaised,
  ConcernAddressed,
] as const;
export type InteractionEvent = EventOf<(typeof INTERACTION_EVENTS)[number]>;
