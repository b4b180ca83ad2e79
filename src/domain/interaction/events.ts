import { event, type EventOf } from '../kernel/event.js';
import { id, integer, moment, optional, ref, singleAnswer, type Values } from '../kernel/fields.js';
import { departmentId, teamId } from '../ticket/fields.js';
import * as f from './fields.js';

const between = { interactionId: f.interactionId, teamId, departmentId };

export const InteractionStarted = event(
  'InteractionStarted',
  {
    ...between,
    channel: f.channel,
    direction: f.direction,
    purpose: f.purpose,
    participants: f.participants,
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
    interactionId: f.interactionId,
    departmentId,
    teamId,
    fromTeamId: teamId,
    toTeamId: teamId,
    warm: f.warm,
    startedAt: optional(f.startedAt),
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
    outcome: f.outcome,
    nextStepAgreed: f.nextStepAgreed,
    commitmentIds: f.commitmentIds,
    durationSec: f.durationSec,
    startedAt: f.startedAt,
  },
  'The contact ended.',
);
const feedbackGiven = {
  ...between,
  respondentRef: singleAnswer(f.respondentRef),
  treatment: singleAnswer(f.treatment),
  ease: singleAnswer(f.answers.ease),
  informed: singleAnswer(f.answers.informed),
  lostMinutes: singleAnswer(f.answers.lostMinutes),
  factors: singleAnswer(f.factors),
  commentRef: singleAnswer(f.commentRef),
  resolvedAtTime: singleAnswer(f.resolvedAtTime),
  startedAt: f.startedAt,
  earlierResponses: integer(0, 10_000, 'Answers of others to the same interaction before this one'),
};
type FeedbackGiven = Values<typeof feedbackGiven>;
export const InteractionFeedbackGiven = event(
  'InteractionFeedbackGiven',
  feedbackGiven,
  'Someone of the department said how they were treated.',
  // Version 1 filled `resolvedAtTime` from the contact's outcome when nothing was said, so its `false` says nothing.
  {
    version: 2,
    upcast: { 1: ({ resolvedAtTime, ...said }: FeedbackGiven) => (resolvedAtTime ? { ...said, resolvedAtTime } : said) },
  },
);
export const InteractionSelfAssessed = event(
  'InteractionSelfAssessed',
  { ...between, byRef: f.byRef, expectedTreatmentRating: f.treatment, startedAt: f.startedAt },
  'IT guessed how the department would rate it: the shoe on the other foot.',
);
export const RecognitionGiven = event(
  'RecognitionGiven',
  { ...between, about: f.about, theme: f.theme, commentRef: f.commentRef },
  'A thank-you, in either direction.',
);
export const ConcernRaised = event(
  'ConcernRaised',
  {
    ...between,
    concernId: f.concernId,
    about: f.about,
    theme: f.theme,
    commentRef: f.commentRef,
  },
  'Something was not right, in either direction.',
);
export const ConcernAddressed = event(
  'ConcernAddressed',
  {
    ...between,
    concernId: f.concernId,
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
