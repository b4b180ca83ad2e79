import { CommandHandler } from '@nestjs/cqrs';
import {
  AbandonImprovement,
  AcceptImprovement,
  DeclineImprovement,
  DeliverImprovement,
  HoldJointReview,
  HoldTeamBuilding,
  HoldTraining,
  MeasureImprovementOutcome,
  ProposeImprovement,
  StartImprovement,
} from '../../domain/improvement/commands.js';
import { RegisterInstrument } from '../../domain/instrument.js';
import {
  ActOnFeedback,
  CloseSurvey,
  InviteToSurvey,
  OpenSurvey,
  SubmitSurveyResponse,
  WithdrawSurveyResponse,
} from '../../domain/survey/commands.js';
import { RunsCommand } from '../command-runner.js';

@CommandHandler(RegisterInstrument)
export class RegisterInstrumentHandler extends RunsCommand {}

export const INSTRUMENT_HANDLERS = [RegisterInstrumentHandler];

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

@CommandHandler(ProposeImprovement)
export class ProposeImprovementHandler extends RunsCommand {}
@CommandHandler(AcceptImprovement)
export class AcceptImprovementHandler extends RunsCommand {}
@CommandHandler(DeclineImprovement)
export class DeclineImprovementHandler extends RunsCommand {}
@CommandHandler(StartImprovement)
export class StartImprovementHandler extends RunsCommand {}
@CommandHandler(DeliverImprovement)
export class DeliverImprovementHandler extends RunsCommand {}
@CommandHandler(MeasureImprovementOutcome)
export class MeasureImprovementOutcomeHandler extends RunsCommand {}
@CommandHandler(AbandonImprovement)
export class AbandonImprovementHandler extends RunsCommand {}
@CommandHandler(HoldTraining)
export class HoldTrainingHandler extends RunsCommand {}
@CommandHandler(HoldTeamBuilding)
export class HoldTeamBuildingHandler extends RunsCommand {}
@CommandHandler(HoldJointReview)
export class HoldJointReviewHandler extends RunsCommand {}

export const IMPROVEMENT_HANDLERS = [
  ProposeImprovementHandler,
  AcceptImprovementHandler,
  DeclineImprovementHandler,
  StartImprovementHandler,
  DeliverImprovementHandler,
  MeasureImprovementOutcomeHandler,
  AbandonImprovementHandler,
  HoldTrainingHandler,
  HoldTeamBuildingHandler,
  HoldJointReviewHandler,
];
