import { Args, Context, Mutation } from '@nestjs/graphql';
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
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Answers } from '../kit/answers.js';
import type { RequestContext } from '../request-context.js';

/** What can be told of improvements: one method a command. What a command leads to is decided in src/domain/improvement/. */
@Answers()
export class ImprovementMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.improvement.type, describedAs(ProposeImprovement))
  proposeImprovement(@Args('input') input: ProposeImprovement, @Context() context: RequestContext) {
    return this.commands.carryOut(ProposeImprovement, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(AcceptImprovement))
  acceptImprovement(@Args('input') input: AcceptImprovement, @Context() context: RequestContext) {
    return this.commands.carryOut(AcceptImprovement, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(DeclineImprovement))
  declineImprovement(@Args('input') input: DeclineImprovement, @Context() context: RequestContext) {
    return this.commands.carryOut(DeclineImprovement, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(StartImprovement))
  startImprovement(@Args('input') input: StartImprovement, @Context() context: RequestContext) {
    return this.commands.carryOut(StartImprovement, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(DeliverImprovement))
  deliverImprovement(@Args('input') input: DeliverImprovement, @Context() context: RequestContext) {
    return this.commands.carryOut(DeliverImprovement, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(MeasureImprovementOutcome))
  measureImprovementOutcome(@Args('input') input: MeasureImprovementOutcome, @Context() context: RequestContext) {
    return this.commands.carryOut(MeasureImprovementOutcome, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(AbandonImprovement))
  abandonImprovement(@Args('input') input: AbandonImprovement, @Context() context: RequestContext) {
    return this.commands.carryOut(AbandonImprovement, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(HoldTraining))
  holdTraining(@Args('input') input: HoldTraining, @Context() context: RequestContext) {
    return this.commands.carryOut(HoldTraining, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(HoldTeamBuilding))
  holdTeamBuilding(@Args('input') input: HoldTeamBuilding, @Context() context: RequestContext) {
    return this.commands.carryOut(HoldTeamBuilding, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(HoldJointReview))
  holdJointReview(@Args('input') input: HoldJointReview, @Context() context: RequestContext) {
    return this.commands.carryOut(HoldJointReview, input, context);
  }
}
