import { command } from '../kernel/command.js';
import { optional, reference } from '../kernel/fields.js';
import * as f from './events.js';

const survey = { aggregate: 'survey', key: ['surveyId'] } as const;
const on = { surveyId: f.surveyId };

export class OpenSurvey extends command({
  ...survey,
  generatedKey: true,
  description: 'Opens a survey of a department about a period, on one team or on IT as a whole.',
  fields: {
    ...on,
    instrumentId: reference('instrument', 'The questionnaire'),
    departmentId: reference('department', 'The department asked'),
    teamId: optional(reference('team', 'The team that it is about; absent: IT as a whole')),
    ...f.period,
    eligible: f.eligible,
  },
}) {}
export class InviteToSurvey extends command({
  ...survey,
  description: 'Records which people were invited to answer.',
  fields: { ...on, respondentRefs: f.respondentRefs },
}) {}
export class SubmitSurveyResponse extends command({
  ...survey,
  description: 'A person of the department answers, once.',
  fields: { ...on, respondentRef: f.respondentRef, answers: f.answers, commentRef: f.commentRef },
}) {}
export class WithdrawSurveyResponse extends command({
  ...survey,
  description: 'Withdraws a response while the survey is open.',
  fields: { ...on, respondentRef: f.respondentRef },
}) {}
export class CloseSurvey extends command({
  ...survey,
  description: 'Closes the survey: it accepts no more responses.',
  fields: on,
}) {}
export class ActOnFeedback extends command({
  ...survey,
  description: 'Links what was said to the action taken on it, and to the moment at which the respondents are informed.',
  fields: {
    ...on,
    feedbackIds: f.feedbackIds,
    improvementId: reference('improvement', 'The action taken'),
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
