import { Args, Context, Mutation } from '@nestjs/graphql';
import {
  ActOnFeedback,
  CloseSurvey,
  InviteToSurvey,
  OpenSurvey,
  SubmitSurveyResponse,
  WithdrawSurveyResponse,
} from '../../domain/survey/commands.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Answers } from '../kit/answers.js';
import type { RequestContext } from '../request-context.js';

/** What can be told of surveys: one method a command. What a command leads to is decided in src/domain/survey/. */
@Answers()
export class SurveyMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.survey.type, describedAs(OpenSurvey))
  openSurvey(@Args('input') input: OpenSurvey, @Context() context: RequestContext) {
    return this.commands.carryOut(OpenSurvey, input, context);
  }

  @Mutation(() => PAYLOADS.survey.type, describedAs(InviteToSurvey))
  inviteToSurvey(@Args('input') input: InviteToSurvey, @Context() context: RequestContext) {
    return this.commands.carryOut(InviteToSurvey, input, context);
  }

  @Mutation(() => PAYLOADS.survey.type, describedAs(SubmitSurveyResponse))
  submitSurveyResponse(@Args('input') input: SubmitSurveyResponse, @Context() context: RequestContext) {
    return this.commands.carryOut(SubmitSurveyResponse, input, context);
  }

  @Mutation(() => PAYLOADS.survey.type, describedAs(WithdrawSurveyResponse))
  withdrawSurveyResponse(@Args('input') input: WithdrawSurveyResponse, @Context() context: RequestContext) {
    return this.commands.carryOut(WithdrawSurveyResponse, input, context);
  }

  @Mutation(() => PAYLOADS.survey.type, describedAs(CloseSurvey))
  closeSurvey(@Args('input') input: CloseSurvey, @Context() context: RequestContext) {
    return this.commands.carryOut(CloseSurvey, input, context);
  }

  @Mutation(() => PAYLOADS.survey.type, describedAs(ActOnFeedback))
  actOnFeedback(@Args('input') input: ActOnFeedback, @Context() context: RequestContext) {
    return this.commands.carryOut(ActOnFeedback, input, context);
  }
}
