import { CommandHandler } from '@nestjs/cqrs';
import {
  ConfirmFulfilment,
  DisputeFulfilment,
  FulfilCommitment,
  MakeCommitment,
  MissCommitment,
  RenegotiateCommitment,
  WithdrawCommitment,
} from '../../domain/commitment/commands.js';
import { RunsCommand } from './runs-command.js';

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

export const COMMITMENT_HANDLERS = [
  MakeCommitmentHandler,
  RenegotiateCommitmentHandler,
  FulfilCommitmentHandler,
  ConfirmFulfilmentHandler,
  DisputeFulfilmentHandler,
  MissCommitmentHandler,
  WithdrawCommitmentHandler,
];
