import { Args, Context, Mutation } from '@nestjs/graphql';
import {
  AchieveBusinessGoal,
  AgreeRelationshipCharter,
  AppointLiaison,
  AssessRelationshipMaturity,
  CancelTouchpoint,
  EndRelationship,
  EstablishRelationship,
  HoldTouchpoint,
  MissTouchpoint,
  PlanTouchpoint,
  PublishRelationshipHealth,
  ReleaseLiaison,
  RetireBusinessGoal,
  ShareBusinessGoal,
  TransferRelationship,
} from '../../domain/relationship/commands.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Answers } from '../kit/answers.js';
import type { RequestContext } from '../request-context.js';

/** What can be told of a team and a department: one method a command. What a command leads to is decided in src/domain/relationship/. */
@Answers()
export class RelationshipMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.relationship.type, describedAs(EstablishRelationship))
  establishRelationship(@Args('input') input: EstablishRelationship, @Context() context: RequestContext) {
    return this.commands.carryOut(EstablishRelationship, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(AppointLiaison))
  appointLiaison(@Args('input') input: AppointLiaison, @Context() context: RequestContext) {
    return this.commands.carryOut(AppointLiaison, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(ReleaseLiaison))
  releaseLiaison(@Args('input') input: ReleaseLiaison, @Context() context: RequestContext) {
    return this.commands.carryOut(ReleaseLiaison, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(AgreeRelationshipCharter))
  agreeRelationshipCharter(@Args('input') input: AgreeRelationshipCharter, @Context() context: RequestContext) {
    return this.commands.carryOut(AgreeRelationshipCharter, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(ShareBusinessGoal))
  shareBusinessGoal(@Args('input') input: ShareBusinessGoal, @Context() context: RequestContext) {
    return this.commands.carryOut(ShareBusinessGoal, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(AchieveBusinessGoal))
  achieveBusinessGoal(@Args('input') input: AchieveBusinessGoal, @Context() context: RequestContext) {
    return this.commands.carryOut(AchieveBusinessGoal, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(RetireBusinessGoal))
  retireBusinessGoal(@Args('input') input: RetireBusinessGoal, @Context() context: RequestContext) {
    return this.commands.carryOut(RetireBusinessGoal, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(PlanTouchpoint))
  planTouchpoint(@Args('input') input: PlanTouchpoint, @Context() context: RequestContext) {
    return this.commands.carryOut(PlanTouchpoint, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(HoldTouchpoint))
  holdTouchpoint(@Args('input') input: HoldTouchpoint, @Context() context: RequestContext) {
    return this.commands.carryOut(HoldTouchpoint, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(MissTouchpoint))
  missTouchpoint(@Args('input') input: MissTouchpoint, @Context() context: RequestContext) {
    return this.commands.carryOut(MissTouchpoint, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(CancelTouchpoint))
  cancelTouchpoint(@Args('input') input: CancelTouchpoint, @Context() context: RequestContext) {
    return this.commands.carryOut(CancelTouchpoint, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(AssessRelationshipMaturity))
  assessRelationshipMaturity(@Args('input') input: AssessRelationshipMaturity, @Context() context: RequestContext) {
    return this.commands.carryOut(AssessRelationshipMaturity, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(PublishRelationshipHealth))
  publishRelationshipHealth(@Args('input') input: PublishRelationshipHealth, @Context() context: RequestContext) {
    return this.commands.carryOut(PublishRelationshipHealth, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(TransferRelationship))
  transferRelationship(@Args('input') input: TransferRelationship, @Context() context: RequestContext) {
    return this.commands.carryOut(TransferRelationship, input, context);
  }

  @Mutation(() => PAYLOADS.relationship.type, describedAs(EndRelationship))
  endRelationship(@Args('input') input: EndRelationship, @Context() context: RequestContext) {
    return this.commands.carryOut(EndRelationship, input, context);
  }
}
