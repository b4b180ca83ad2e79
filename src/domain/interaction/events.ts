import { event, type EventOf } from '../kernel/event.js';
import { flag, id, integer, label, list, moment, oneOf, optional, ref, singleAnswer, type Values } from '../kernel/fields.js';
import { departmentId, teamId } from '../ticket/fields.js';

/** Fields that interaction commands and events share, declared once with their meaning. */
export const interactionId = id('The interaction');
export const channel = oneOf(
  'InteractionChannel',
  {
    PHONE: 'On the phone.',
    CHAT: 'In a chat.',
    EMAIL: 'By e-mail.',
    WALK_UP: 'In person, at IT’s desk.',
    ONSITE: 'In person, at the department, such as on the ward.',
    ROUNDING: 'On a round: people of IT walk through the department’s units to hear how things are.',
    MEETING: 'In a meeting.',
    SELF_SERVICE: 'Through IT’s portal.',
    OTHER: 'In another way.',
  },
  'The way in which people met',
);
export const direction = oneOf(
  'Direction',
  { FROM_DEPARTMENT: 'The department contacted IT.', FROM_IT: 'IT contacted the department.' },
  'Which side started it',
);
export const outcome = oneOf(
  'InteractionOutcome',
  {
    RESOLVED: 'The matter was resolved in the contact.',
    PROGRESSED: 'The matter came forward, but was not resolved.',
    ESCALATED: 'The matter was passed on, and not resolved.',
    INFORMED: 'People were informed; this does not say whether the matter was resolved.',
    ABANDONED: 'The contact was broken off; this does not say whether the matter was resolved.',
  },
  'The outcome; independent of how people were treated',
);
export const treatment = integer(1, 5, 'How were you treated? 1 very badly to 5 very well');
export const about = oneOf('Side', { IT: 'To IT.', DEPARTMENT: 'To the department.' }, 'The side that it is addressed to');
export const purpose = optional(label('What for'));
export const participants = list(ref('Pseudonym'), 100, 'Who took part');
export const warm = flag('Whether the next person was introduced in person');
export const nextStepAgreed = flag('Whether both sides know what happens next');
export const commitmentIds = list(id('A commitment made in it'), 50, 'Promises made');
export const durationSec = optional(integer(0, 7 * 86_400, 'Seconds'));
export const respondentRef = ref('Pseudonym of the respondent; one rating each');
export const concernId = id('The concern');
export const theme = optional(label('Theme'));
export const commentRef = optional(ref('Key of the comment'));
export const startedAt = moment('When the interaction started');
/** The optional answers of a respondent, in addition to how they were treated. */
export const answers = {
  ease: optional(integer(1, 7, 'It was made easy for me: 1 disagree to 7 agree')),
  informed: optional(integer(1, 5, 'How well informed were you kept')),
  lostMinutes: optional(integer(0, 100_000, 'Working time lost, as estimated by the respondent')),
};
export const factors = list(label('Factor'), 20, 'What mattered');
export const resolvedAtTime = optional(
  flag('Whether the respondent considered the matter solved at that moment. It does not affect the rating of the contact'),
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
  'A contact between people of a team and people of a department started.',
);
export const InteractionLinkedToTicket = event(
  'InteractionLinkedToTicket',
  { ...between, ticketId: id('The ticket that it concerned') },
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
    responses: optional(integer(0, 10_000, 'Ratings so far: while there are none, the first one is expected at the new team')),
  },
  'The contact was transferred to another team, which is its `teamId` from now on.',
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
  earlierResponses: integer(0, 10_000, 'Ratings of the same interaction by others before this one'),
};
type FeedbackGiven = Values<typeof feedbackGiven>;
export const InteractionFeedbackGiven = event(
  'InteractionFeedbackGiven',
  feedbackGiven,
  'A person of the department rated how they were treated.',
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
  'IT estimated how the department would rate the contact.',
);
export const RecognitionGiven = event(
  'RecognitionGiven',
  { ...between, about, theme, commentRef },
  'Thanks, in either direction.',
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
  'A concern, in either direction.',
);
export const ConcernAddressed = event(
  'ConcernAddressed',
  {
    ...between,
    concernId,
    raisedAt: moment('When it was raised'),
    commentRef: optional(ref('Key of the response')),
  },
  'The concern was addressed.',
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
