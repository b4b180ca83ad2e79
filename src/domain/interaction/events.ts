import { event, type EventOf } from '../kernel/event.js';
import { flag, id, integer, label, list, moment, oneOf, optional, ref, singleAnswer, type Values } from '../kernel/fields.js';
import { departmentId, teamId } from '../ticket/fields.js';

/** Fields that interaction commands and events share, declared once with their meaning. */
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
export const purpose = optional(label('What for'));
export const participants = list(ref('Pseudonym'), 100, 'Who took part');
export const warm = flag('Introduced in person, not just passed on');
export const nextStepAgreed = flag('Whether both know what happens next');
export const commitmentIds = list(id('A commitment made in it'), 50, 'Promises made');
export const durationSec = optional(integer(0, 7 * 86_400, 'Seconds'));
export const respondentRef = ref('Pseudonym of who answers; one answer each');
export const concernId = id('The concern');
export const theme = optional(label('Theme'));
export const commentRef = optional(ref('Key of the comment'));
export const startedAt = moment('When the interaction started');
/** The optional answers of a respondent, in addition to how they were treated. */
export const answers = {
  ease: optional(integer(1, 7, 'It was made easy for me: 1 disagree to 7 agree')),
  informed: optional(integer(1, 5, 'How well informed were you kept')),
  lostMinutes: optional(integer(0, 100_000, 'Working time lost, as the respondent reckons')),
};
export const factors = list(label('Factor'), 20, 'What mattered');
export const resolvedAtTime = optional(
  flag('Whether the respondent said that the matter was solved at that moment; a good contact counts all the same'),
);
export const byRef = ref('Pseudonym');

const between = { interactionId, teamId, departmentId };

export const InteractionStarted = event(
  'InteractionStarted',
  {
    ...between,
    channel,
    direction,
    purpose,
    participants,
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
    warm,
    startedAt: optional(startedAt),
    responses: optional(
      integer(0, 10_000, 'Answers given so far: while there are none, the contact waits for its first one at the new team'),
    ),
  },
  'The contact was passed to another team. `teamId` is the team from now on.',
);
export const InteractionEnded = event(
  'InteractionEnded',
  {
    ...between,
    outcome,
    nextStepAgreed,
    commitmentIds,
    durationSec,
    startedAt,
  },
  'The contact ended.',
);
const feedbackGiven = {
  ...between,
  respondentRef: singleAnswer(respondentRef),
  treatment: singleAnswer(treatment),
  ease: singleAnswer(answers.ease),
  informed: singleAnswer(answers.informed),
  lostMinutes: singleAnswer(answers.lostMinutes),
  factors: singleAnswer(factors),
  commentRef: singleAnswer(commentRef),
  resolvedAtTime: singleAnswer(resolvedAtTime),
  startedAt,
  earlierResponses: integer(0, 10_000, 'Answers of others to the same interaction before this one'),
};
type FeedbackGiven = Values<typeof feedbackGiven>;
export const InteractionFeedbackGiven = event(
  'InteractionFeedbackGiven',
  feedbackGiven,
  'Someone of the department said how they were treated.',
  // Version 1 derived `resolvedAtTime` from the contact's outcome when the respondent did not answer, so its `false` has no
  // meaning.
  {
    version: 2,
    upcast: { 1: ({ resolvedAtTime, ...said }: FeedbackGiven) => (resolvedAtTime ? { ...said, resolvedAtTime } : said) },
  },
);
export const InteractionSelfAssessed = event(
  'InteractionSelfAssessed',
  { ...between, byRef, expectedTreatmentRating: treatment, startedAt },
  'IT guessed how the department would rate it: the shoe on the other foot.',
);
export const RecognitionGiven = event(
  'RecognitionGiven',
  { ...between, about, theme, commentRef },
  'A thank-you, in either direction.',
);
export const ConcernRaised = event(
  'ConcernRaised',
  {
    ...between,
    concernId,
    about,
    theme,
    commentRef,
  },
  'Something was not right, in either direction.',
);
export const ConcernAddressed = event(
  'ConcernAddressed',
  {
    ...between,
    concernId,
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
