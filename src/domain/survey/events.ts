import { itemId, composites, instrumentId, items } from '../instrument.js';
import { event, type EventOf } from '../kernel/event.js';
import { flag, group, id, integer, list, moment, optional, ref, confidential } from '../kernel/fields.js';
import { departmentId, teamId } from '../ticket/fields.js';

/** Fields that survey commands and events share, declared once with their meaning. */
export const surveyId = id('The survey: one instrument, one department, one period');
export const period = {
  from: moment('Start of the period that it is about'),
  until: moment('End of the period that it is about'),
};
export const eligible = integer(0, 1_000_000, 'Number of people who could answer; the base of the response rate');
/** A number of people or answers. */
export const count = (what: string) => integer(0, 1_000_000, what);
/** A pseudonym that differs from survey to survey keeps answers apart from tickets. */
export const respondentRef = ref('Pseudonym of the respondent; one response each');
export const respondentRefs = list(respondentRef, 1_000, 'Pseudonyms of the people invited');
export const commentRef = optional(ref('Key of the comment'));
export const value = optional(integer(1, 11, 'The answer as given; absent: not answered'));
export const notApplicable = optional(flag('Does not apply, or do not know: excluded from every number'));
export const answers = list(
  group('SurveyAnswer', { itemId, value, notApplicable }, 'An answer to one question'),
  100,
  'The answers',
);
/** Answers as recorded in events: each says whether it is positive, so that no reader has to load the instrument. */
export const judgedAnswers = list(
  group(
    'JudgedSurveyAnswer',
    {
      itemId,
      value,
      notApplicable,
      positive: optional(
        flag('Whether the answer is positive, after a reversed question is inverted; absent: not a valid answer'),
      ),
    },
    'An answer to one question',
  ),
  100,
  'The answers',
);
export const feedbackIds = list(ref('A concern, a response, or a theme of responses'), 100, 'What was said');
export const tellBackAt = moment('When the respondents are, or were, informed of the action');

/** The survey, its instrument and the parties. Without a team it is about IT as a whole. */
const about = { surveyId, instrumentId, departmentId, teamId: optional(teamId) };

/** Who answered, and what. */
const said = { respondentRef: confidential(respondentRef), answers: confidential(judgedAnswers) };

export const SurveyOpened = event(
  'SurveyOpened',
  { ...about, ...period, eligible, items, composites },
  'A department is surveyed. The event contains the questions, so that readers need not look them up.',
);
export const SurveyInvited = event(
  'SurveyInvited',
  { ...about, respondentRefs, invited: count('People invited so far') },
  'These people were invited to answer.',
);
export const SurveyResponseSubmitted = event(
  'SurveyResponseSubmitted',
  {
    ...about,
    ...period,
    ...said,
    commentRef: confidential(commentRef),
    responses: count('Current responses, including this one'),
  },
  'Someone answered.',
);
export const SurveyResponseWithdrawn = event(
  'SurveyResponseWithdrawn',
  {
    ...about,
    ...period,
    ...said,
    responses: count('Current responses that remain'),
  },
  'A respondent withdrew a response: it no longer counts.',
);
export const SurveyClosed = event(
  'SurveyClosed',
  {
    ...about,
    ...period,
    eligible,
    invited: count('People invited'),
    responses: count('Current responses'),
  },
  'The survey was closed.',
);
export const FeedbackActedOn = event(
  'FeedbackActedOn',
  { ...about, feedbackIds, improvementId: id('The action taken'), tellBackAt },
  'You said, we did: what was said led to an action, and the respondents are informed.',
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
