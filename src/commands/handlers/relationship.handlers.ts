import { CommandHandler } from '@nestjs/cqrs';
import {
  ConfirmFulfilment,
  DisputeFulfilment,
  FulfilCommitment,
  MakeCommitment,
  MissCommitment,
  RenegotiateCommitment,
  WithdrawCommitment,
  CorrectCommitment,
  ReportDueDate,
} from '../../domain/commitment/commands.js';
import {
  AcceptRelationshipCharter,
  AchieveBusinessGoal,
  AgreeRelationshipCharter,
  AppointLiaison,
  AssessRelationshipMaturity,
  CancelTouchpoint,
  ConfirmTouchpoint,
  DisputeTouchpoint,
  EndRelationship,
  EstablishRelationship,
  HoldTouchpoint,
  MissTouchpoint,
  PlanTouchpoint,
  ProposeRelationshipCharter,
  PublishRelationshipHealth,
  ReleaseLiaison,
  RetireBusinessGoal,
  ShareBusinessGoal,
  TransferRelationship,
  WithdrawRelationshipCharterProposal,
} from '../../domain/relationship/commands.js';
import { RunsCommand } from '../command-runner.js';

@CommandHandler(EstablishRelationship)
export class EstablishRelationshipHandler extends RunsCommand {}
@CommandHandler(AppointLiaison)
export class AppointLiaisonHandler extends RunsCommand {}
@CommandHandler(ReleaseLiaison)
export class ReleaseLiaisonHandler extends RunsCommand {}
@CommandHandler(ProposeRelationshipCharter)
export class ProposeRelationshipCharterHandler extends RunsCommand {}
@CommandHandler(AcceptRelationshipCharter)
export class AcceptRelationshipCharterHandler extends RunsCommand {}
@CommandHandler(WithdrawRelationshipCharterProposal)
export class WithdrawRelationshipCharterProposalHandler extends RunsCommand {}
@CommandHandler(AgreeRelationshipCharter)
export class AgreeRelationshipCharterHandler extends RunsCommand {}
@CommandHandler(ShareBusinessGoal)
export class ShareBusinessGoalHandler extends RunsCommand {}
@CommandHandler(AchieveBusinessGoal)
export class AchieveBusinessGoalHandler extends RunsCommand {}
@CommandHandler(RetireBusinessGoal)
export class RetireBusinessGoalHandler extends RunsCommand {}
@CommandHandler(PlanTouchpoint)
export class PlanTouchpointHandler extends RunsCommand {}
@CommandHandler(HoldTouchpoint)
export class HoldTouchpointHandler extends RunsCommand {}
@CommandHandler(MissTouchpoint)
export class MissTouchpointHandler extends RunsCommand {}
@CommandHandler(CancelTouchpoint)
export class CancelTouchpointHandler extends RunsCommand {}
@CommandHandler(ConfirmTouchpoint)
export class ConfirmTouchpointHandler extends RunsCommand {}
@CommandHandler(DisputeTouchpoint)
export class DisputeTouchpointHandler extends RunsCommand {}
@CommandHandler(AssessRelationshipMaturity)
export class AssessRelationshipMaturityHandler extends RunsCommand {}
@CommandHandler(PublishRelationshipHealth)
export class PublishRelationshipHealthHandler extends RunsCommand {}
@CommandHandler(TransferRelationship)
export class TransferRelationshipHandler extends RunsCommand {}
@CommandHandler(EndRelationship)
export class EndRelationshipHandler extends RunsCommand {}

export const RELATIONSHIP_HANDLERS = [
  EstablishRelationshipHandler,
  AppointLiaisonHandler,
  ReleaseLiaisonHandler,
  ProposeRelationshipCharterHandler,
  AcceptRelationshipCharterHandler,
  WithdrawRelationshipCharterProposalHandler,
  AgreeRelationshipCharterHandler,
  ShareBusinessGoalHandler,
  AchieveBusinessGoalHandler,
  RetireBusinessGoalHandler,
  PlanTouchpointHandler,
  HoldTouchpointHandler,
  MissTouchpointHandler,
  CancelTouchpointHandler,
  ConfirmTouchpointHandler,
  DisputeTouchpointHandler,
  AssessRelationshipMaturityHandler,
  PublishRelationshipHealthHandler,
  TransferRelationshipHandler,
  EndRelationshipHandler,
];

@CommandHandler(MakeCommitment)
export class MakeCommitmentHandler extends RunsCommand {}
@CommandHandler(RenegotiateCommitment)
export class RenegotiateCommitmentHandler extends RunsCommand {}
@CommandHandler(FulfilCommitment)
export class FulfilCommitmentHandler extends RunsCommand {}
@CommandHandler(ConfirmFulfilment)
export class ConfirmFulfilmentHandler extends RunsCommand {}
@CommandHandler(DisputeFulfilment)
export class DisputeFulfilmentHandler extends RunsCommand {}
@CommandHandler(MissCommitment)
export class MissCommitmentHandler extends RunsCommand {}
@CommandHandler(WithdrawCommitment)
export class WithdrawCommitmentHandler extends RunsCommand {}
@CommandHandler(CorrectCommitment)
export class CorrectCommitmentHandler extends RunsCommand {}
@CommandHandler(ReportDueDate)
export class ReportDueDateHandler extends RunsCommand {}

export const COMMITMENT_HANDLERS = [
  MakeCommitmentHandler,
  RenegotiateCommitmentHandler,
  FulfilCommitmentHandler,
  ConfirmFulfilmentHandler,
  DisputeFulfilmentHandler,
  MissCommitmentHandler,
  WithdrawCommitmentHandler,
  CorrectCommitmentHandler,
  ReportDueDateHandler,
];
