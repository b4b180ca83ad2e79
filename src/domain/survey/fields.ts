import { flag, group, id, integer, list, moment, optional, ref } from '../kernel/fields.js';
import { itemId } from '../instrument/fields.js';

/** Fields that survey commands and events share, declared once with their meaning. */
export const surveyId = id('The survey: one instrument, one department, one period');
export const period = {
  from: moment('From when on the answers are about'),
  until: moment('Until when the answers are about'),
};
export const eligible = integer(0, 1_000_000, 'How many people could answer; the response rate rests on it');
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
/** As an event keeps it: with the verdict, so that no reader has to look up the instrument. */
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
