import { command } from '../kernel/command.js';
import { optional, reference } from '../kernel/fields.js';
import * as f from './events.js';

const survey = { aggregate: 'survey', key: ['surveyId'] } as const;
const on = { surveyId: f.surveyId };

export class OpenSurvey extends command({
  ...survey,
  generatedKey: true,
  description: 'Begins to ask a department about a period, about one team or about IT as a whole.',
  fields: {
    ...on,
    instrumentId: reference('instrument', 'The questionnaire'),
    departmentId: reference('department', 'The department asked'),
    teamId: optional(reference('team', 'The team meant; absent: IT as a whole')),
    ...f.period,
    eligible: f.eligible,
  },
}) {}
export class InviteToSurvey extends command({
  ...survey,
  description: 'Invites people to answer.',
  fields: { ...on, respondentRefs: f.respondentRefs },
}) {}
export class SubmitSurveyResponse extends command({
  ...survey,
  description: 'Someone of the department answers, once.',
  fields: { ...on, respondentRef: f.respondentRef, answers: f.answers, commentRef: f.commentRef },
}) {}
export class WithdrawSurveyResponse extends command({
  ...survey,
  description: 'Takes an answer back while the survey is open.',
  fields: { ...on, respondentRef: f.respondentRef },
}) {}
export class CloseSurvey extends command({ ...survey, description: 'Takes no more answers.', fields: on }) {}
export class ActOnFeedback extends command({
  ...survey,
  description: 'Ties what was said to what is done about it, and to when those who said it hear of it.',
  fields: {
    ...on,
    feedbackIds: f.feedbackIds,
    improvementId: reference('improvement', 'What is done about it'),
    tellBackAt: f.tellBackAt,
  },
}) {}

export const SURVEY_COMMANDS = [
  OpenSurvey,
  InviteToSurvey,
  SubmitSurveyResponse,
  WithdrawSurveyResponse,
  CloseSurvey,
  ActOnFeedback,
] as const;
export type SurveyCommand = InstanceType<(typeof SURVEY_COMMANDS)[number]>;
