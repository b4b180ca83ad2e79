import { type Rule, when } from '../kernel/decide-by.js';
import { RapportError } from '../kernel/errors.js';
import { invalidInput, notFound } from '../kernel/refusals.js';
import * as c from './commands.js';
import * as e from './events.js';
import { judge } from './judge.js';
import { about, notClosed, opened, period } from './opened.js';
import type { Survey, SurveyState } from './state.js';

/** Who is asked, and what they say. */
export const ANSWER_RULES: readonly Rule<e.SurveyEvent, SurveyState>[] = [
  when(c.InviteToSurvey, (command, state) => {
    const survey = opened(command, state);
    const respondentRefs = [...new Set(command.respondentRefs)].filter((ref) => !survey.invited.has(ref));
    if (respondentRefs.length === 0) return [];
    notClosed(command, survey);
    const invited = survey.invited.size + respondentRefs.length;
    withinEligible(command, survey, 'respondentRefs', invited, 'invited');
    return [e.SurveyInvited({ ...about(survey), respondentRefs, invited })];
  }),
  when(c.SubmitSurveyResponse, (command, state) => {
    const survey = opened(command, state);
    const { surveyId, respondentRef, commentRef } = command;
    if (command.actor.kind === 'IT_STAFF') {
      throw new RapportError('SELF_RATING', `IT staff cannot answer the department’s survey "${surveyId}"`, {
        remedy: 'Use selfAssessInteraction, or assessRelationshipMaturity for the side of IT.',
      });
    }
    if (survey.responses.has(respondentRef)) {
      throw new RapportError('FEEDBACK_ALREADY_GIVEN', `"${respondentRef}" has answered the survey "${surveyId}" already`, {
        remedy: 'The first answer stands, unless it is withdrawn first.',
      });
    }
    notClosed(command, survey);
    const responses = survey.responses.size + 1;
    withinEligible(command, survey, 'respondentRef', responses, 'answered');
    const answers = judge(command.answers, survey);
    return [e.SurveyResponseSubmitted({ ...about(survey), ...period(survey), respondentRef, answers, commentRef, responses })];
  }),
  when(c.WithdrawSurveyResponse, (command, state) => {
    const survey = opened(command, state);
    const { respondentRef } = command;
    const answers = survey.responses.get(respondentRef);
    if (!answers) {
      if (survey.withdrawn.has(respondentRef)) return [];
      throw notFound('respondentRef', 'answer that stands of', respondentRef, 'Correct the reference: nobody answered under it.');
    }
    // Two results of a closed survey, with and without one answer, would tell what it said.
    notClosed(command, survey);
    const responses = survey.responses.size - 1;
    return [e.SurveyResponseWithdrawn({ ...about(survey), ...period(survey), respondentRef, answers, responses })];
  }),
];

/**
 * More answers than people would be a response rate above one.
 * @throws RapportError INVALID_INPUT naming the field that brings one person too many
 */
function withinEligible({ surveyId }: c.SurveyCommand, survey: Survey, field: string, people: number, what: string): void {
  const { eligible } = survey.opened;
  if (people <= eligible) return;
  const message = `${people} people would be ${what} where ${eligible} are eligible for the survey "${surveyId}"`;
  throw invalidInput(field, message, 'Leave out who cannot answer, or open a survey for as many as can.');
}
