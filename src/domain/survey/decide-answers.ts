import { type Rule, when } from '../kernel/decide-by.js';
import { RapportError } from '../kernel/errors.js';
import * as c from './commands.js';
import * as e from './events.js';
import { judge } from './judge.js';
import { about, notClosed, opened, period } from './opened.js';
import type { SurveyState } from './state.js';

/** Who is asked, and what they say. */
export const ANSWER_RULES: readonly Rule<e.SurveyEvent, SurveyState>[] = [
  when(c.InviteToSurvey, (command, state) => {
    const survey = opened(command, state);
    const respondentRefs = [...new Set(command.respondentRefs)].filter((ref) => !survey.invited.has(ref));
    if (respondentRefs.length === 0) return [];
    notClosed(command, survey);
    const invited = survey.invited.size + respondentRefs.length;
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
    const answers = judge(command.answers, survey);
    return [e.SurveyResponseSubmitted({ ...about(survey), ...period(survey), respondentRef, answers, commentRef, responses })];
  }),
  when(c.WithdrawSurveyResponse, (command, state) => {
    const survey = opened(command, state);
    const { respondentRef } = command;
    const answers = survey.responses.get(respondentRef);
    if (!answers) return [];
    // Two results of a closed survey, with and without one answer, would tell what it said.
    notClosed(command, survey);
    const responses = survey.responses.size - 1;
    return [e.SurveyResponseWithdrawn({ ...about(survey), ...period(survey), respondentRef, answers, responses })];
  }),
];
