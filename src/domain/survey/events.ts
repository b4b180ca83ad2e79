import { event, type EventOf } from '../kernel/event.js';
import { confidential, id, optional } from '../kernel/fields.js';
import { composites, instrumentId, items } from '../instrument/fields.js';
import { departmentId, teamId } from '../ticket/fields.js';
import * as f from './fields.js';

/** Whom it concerns. Without a team it is about IT as a whole. */
const about = { surveyId: f.surveyId, instrumentId, departmentId, teamId: optional(teamId) };

/** Who answered, and what. */
const said = { respondentRef: confidential(f.respondentRef), answers: confidential(f.judgedAnswers) };

export const SurveyOpened = event(
  'SurveyOpened',
  { ...about, ...f.period, eligible: f.eligible, items, composites },
  'A department is asked. The questions go along, so that no reader has to look them up.',
);
export const SurveyInvited = event(
  'SurveyInvited',
  { ...about, respondentRefs: f.respondentRefs, invited: f.count('People invited so far') },
  'These people were invited.',
);
export const SurveyResponseSubmitted = event(
  'SurveyResponseSubmitted',
  {
    ...about,
    ...f.period,
    ...said,
    commentRef: confidential(f.commentRef),
    responses: f.count('Answers that stand, this one included'),
  },
  'Someone answered.',
);
export const SurveyResponseWithdrawn = event(
  'SurveyResponseWithdrawn',
  {
    ...about,
    ...f.period,
    ...said,
    responses: f.count('Answers that still stand'),
  },
  'They took their answer back: it counts no longer.',
);
export const SurveyClosed = event(
  'SurveyClosed',
  {
    ...about,
    ...f.period,
    eligible: f.eligible,
    invited: f.count('People invited'),
    responses: f.count('Answers that stand'),
  },
  'No more answers are taken.',
);
export const FeedbackActedOn = event(
  'FeedbackActedOn',
  { ...about, feedbackIds: f.feedbackIds, improvementId: id('What is done about it'), tellBackAt: f.tellBackAt },
  'You said, we did: something is done about what was said, and those who said it hear of it.',
);

export const SURVEY_EVENTS = [
  SurveyOpened,
  SurveyInvited,
  SurveyResponseSubmitted,
  SurveyResponseWithdrawn,
  SurveyClosed,
  FeedbackActedOn,
] as const;
export type SurveyEvent = EventOf<(typeof SURVEY_EVENTS)[number]>;
