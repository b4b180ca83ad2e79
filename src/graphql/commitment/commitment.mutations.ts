import { Args, Context, Mutation } from '@nestjs/graphql';
import {
  ConfirmFulfilment,
  DisputeFulfilment,
  FulfilCommitment,
  MakeCommitment,
  MissCommitment,
  RenegotiateCommitment,
  WithdrawCommitment,
} from '../../domain/commitment/commands.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Answers } from '../kit/answers.js';
import type { RequestContext } from '../request-context.js';

/** What can be told of promises: one method a command. What a command leads to is decided in src/domain/commitment/. */
@Answers()
export class CommitmentMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.commitment.type, describedAs(MakeCommitment))
  makeCommitment(@Args('input') input: MakeCommitment, @Context() context: RequestContext) {
    return this.commands.carryOut(MakeCommitment, input, context);
  }

  @Mutation(() => PAYLOADS.commitment.type, describedAs(RenegotiateCommitment))
  renegotiateCommitment(@Args('input') input: RenegotiateCommitment, @Context() context: RequestContext) {
    return this.commands.carryOut(RenegotiateCommitment, input, context);
  }

  @Mutation(() => PAYLOADS.commitment.type, describedAs(FulfilCommitment))
  fulfilCommitment(@Args('input') input: FulfilCommitment, @Context() context: RequestContext) {
    return this.commands.carryOut(FulfilCommitment, input, context);
  }

  @Mutation(() => PAYLOADS.commitment.type, describedAs(ConfirmFulfilment))
  confirmFulfilment(@Args('input') input: ConfirmFulfilment, @Context() context: RequestContext) {
    return this.commands.carryOut(ConfirmFulfilment, input, context);
  }

  @Mutation(() => PAYLOADS.commitment.type, describedAs(DisputeFulfilment))
  disputeFulfilment(@Args('input') input: DisputeFulfilment, @Context() context: RequestContext) {
    return this.commands.carryOut(DisputeFulfilment, input, context);
  }

  @Mutation(() => PAYLOADS.commitment.type, describedAs(MissCommitment))
  missCommitment(@Args('input') input: MissCommitment, @Context() context: RequestContext) {
    return this.commands.carryOut(MissCommitment, input, context);
  }

  @Mutation(() => PAYLOADS.commitment.type, describedAs(WithdrawCommitment))
  withdrawCommitment(@Args('input') input: WithdrawCommitment, @Context() context: RequestContext) {
    return this.commands.carryOut(WithdrawCommitment, input, context);
  }
}
