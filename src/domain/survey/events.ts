import { itemId, composites, instrumentId, items } from '../instrument.js';
import { event, type EventOf } from '../kernel/event.js';
import { flag, group, id, integer, list, moment, optional, ref, confidential } from '../kernel/fields.js';
import { departmentId, teamId } from '../ticket/fields.js';

/** Fields that survey commands and events share, declared once with their meaning. */
export const surveyId = id('The survey: one instrument, one department, one period');
export const period = {
  from: moment('From when on the answers are about'),
  until: moment('Until when the answers are about'),
};
export const eligible = integer(0, 1_000_000, 'How many people could answer; the response rate rests on it');
/** A number of people or answers. */
export const count = (what: string) => integer(0, 1_000_000, what);
/** A pseudonym that differs from survey to survey keeps answers apart from tickets. */
export const respondentRef = ref('Pseudonym of who answers; one answer each');
export const respondentRefs = list(respondentRef, 1_000, 'Who is asked');
export const commentRef = optional(ref('Key of the comment'));
export const value = optional(integer(1, 11, 'The answer as ticked; absent: not answered'));
export const notApplicable = optional(flag('Does not apply, or do not know: left out of every number'));
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
      positive: optional(flag('Whether it is a positive answer, a reversed question turned round; absent: not a valid answer')),
    },
    'An answer to one question',
  ),
  100,
  'The answers',
);
export const feedbackIds = list(ref('A concern, an answer, or a theme of answers'), 100, 'What was said');
export const tellBackAt = moment('When those who said it hear, or heard, what was done');

/** The survey, its instrument and the parties. Without a team it is about IT as a whole. */
const about = { surveyId, instrumentId, departmentId, teamId: optional(teamId) };

/** Who answered, and what. */
const said = { respondentRef: confidential(respondentRef), answers: confidential(judgedAnswers) };

export const SurveyOpened = event(
  'SurveyOpened',
  { ...about, ...period, eligible, items, composites },
  'A department is asked. The questions go along, so that no reader has to look them up.',
);
export const SurveyInvited = event(
  'SurveyInvited',
  { ...about, respondentRefs, invited: count('People invited so far') },
  'These people were invited.',
);
export const SurveyResponseSubmitted = event(
  'SurveyResponseSubmitted',
  {
    ...about,
    ...period,
    ...said,
    commentRef: confidential(commentRef),
    responses: count('Answers that stand, this one included'),
  },
  'Someone answered.',
);
export const SurveyResponseWithdrawn = event(
  'SurveyResponseWithdrawn',
  {
    ...about,
    ...period,
    ...said,
    responses: count('Answers that still stand'),
  },
  'They took their answer back: it counts no longer.',
);
export const SurveyClosed = event(
  'SurveyClosed',
  {
    ...about,
    ...period,
    eligible,
    invited: count('People invited'),
    responses: count('Answers that stand'),
  },
  'No more answers are taken.',
);
export const FeedbackActedOn = event(
  'FeedbackActedOn',
  { ...about, feedbackIds, improvementId: id('What is done about it'), tellBackAt },
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
