import { CommandHandler } from '@nestjs/cqrs';
import {
  ActOnFeedback,
  CloseSurvey,
  InviteToSurvey,
  OpenSurvey,
  SubmitSurveyResponse,
  WithdrawSurveyResponse,
} from '../../domain/survey/commands.js';
import { RunsCommand } from './runs-command.js';

@CommandHandler(OpenSurvey)
export class OpenSurveyHandler extends RunsCommand {}
@CommandHandler(InviteToSurvey)
export class InviteToSurveyHandler extends RunsCommand {}
@CommandHandler(SubmitSurveyResponse)
export class SubmitSurveyResponseHandler extends RunsCommand {}
@CommandHandler(WithdrawSurveyResponse)
export class WithdrawSurveyResponseHandler extends RunsCommand {}
@CommandHandler(CloseSurvey)
export class CloseSurveyHandler extends RunsCommand {}
@CommandHandler(ActOnFeedback)
export class ActOnFeedbackHandler extends RunsCommand {}

export const SURVEY_HANDLERS = [
  OpenSurveyHandler,
  InviteToSurveyHandler,
  SubmitSurveyResponseHandler,
  WithdrawSurveyResponseHandler,
  CloseSurveyHandler,
  ActOnFeedbackHandler,
];
