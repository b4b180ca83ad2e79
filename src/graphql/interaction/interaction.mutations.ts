import { Args, Context, Mutation } from '@nestjs/graphql';
import {
  AddressConcern,
  EndInteraction,
  GiveInteractionFeedback,
  GiveRecognition,
  LinkInteractionToTicket,
  RaiseConcern,
  SelfAssessInteraction,
  StartInteraction,
  TransferInteraction,
} from '../../domain/interaction/commands.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Answers } from '../kit/answers.js';
import type { RequestContext } from '../request-context.js';

/** What can be told of contacts: one method a command. What a command leads to is decided in src/domain/interaction/. */
@Answers()
export class InteractionMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.interaction.type, describedAs(StartInteraction))
  startInteraction(@Args('input') input: StartInteraction, @Context() context: RequestContext) {
    return this.commands.carryOut(StartInteraction, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(LinkInteractionToTicket))
  linkInteractionToTicket(@Args('input') input: LinkInteractionToTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(LinkInteractionToTicket, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(TransferInteraction))
  transferInteraction(@Args('input') input: TransferInteraction, @Context() context: RequestContext) {
    return this.commands.carryOut(TransferInteraction, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(EndInteraction))
  endInteraction(@Args('input') input: EndInteraction, @Context() context: RequestContext) {
    return this.commands.carryOut(EndInteraction, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(GiveInteractionFeedback))
  giveInteractionFeedback(@Args('input') input: GiveInteractionFeedback, @Context() context: RequestContext) {
    return this.commands.carryOut(GiveInteractionFeedback, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(SelfAssessInteraction))
  selfAssessInteraction(@Args('input') input: SelfAssessInteraction, @Context() context: RequestContext) {
    return this.commands.carryOut(SelfAssessInteraction, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(GiveRecognition))
  giveRecognition(@Args('input') input: GiveRecognition, @Context() context: RequestContext) {
    return this.commands.carryOut(GiveRecognition, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(RaiseConcern))
  raiseConcern(@Args('input') input: RaiseConcern, @Context() context: RequestContext) {
    return this.commands.carryOut(RaiseConcern, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(AddressConcern))
  addressConcern(@Args('input') input: AddressConcern, @Context() context: RequestContext) {
    return this.commands.carryOut(AddressConcern, input, context);
  }
}
