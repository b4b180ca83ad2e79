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
import { RunsCommand } from './runs-command.js';

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
