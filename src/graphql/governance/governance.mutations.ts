import { Args, Context, Mutation } from '@nestjs/graphql';
import {
  AdoptScoringPolicy,
  AdoptSettings,
  AdoptTextRetention,
  PinAudit,
  PublishBenchmark,
  RecordAuditFinding,
  RecordAuditRun,
  RecordRebasing,
} from '../../domain/governance/commands.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Answers } from '../kit/answers.js';
import type { RequestContext } from '../request-context.js';

/** What can be told of the organisation: one method a command. What a command leads to is decided in src/domain/governance/. */
@Answers()
export class GovernanceMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.governance.type, describedAs(AdoptScoringPolicy))
  adoptScoringPolicy(@Args('input') input: AdoptScoringPolicy, @Context() context: RequestContext) {
    return this.commands.carryOut(AdoptScoringPolicy, input, context);
  }

  @Mutation(() => PAYLOADS.governance.type, describedAs(AdoptSettings))
  adoptSettings(@Args('input') input: AdoptSettings, @Context() context: RequestContext) {
    return this.commands.carryOut(AdoptSettings, input, context);
  }

  @Mutation(() => PAYLOADS.governance.type, describedAs(AdoptTextRetention))
  adoptTextRetention(@Args('input') input: AdoptTextRetention, @Context() context: RequestContext) {
    return this.commands.carryOut(AdoptTextRetention, input, context);
  }

  @Mutation(() => PAYLOADS.governance.type, describedAs(PublishBenchmark))
  publishBenchmark(@Args('input') input: PublishBenchmark, @Context() context: RequestContext) {
    return this.commands.carryOut(PublishBenchmark, input, context);
  }

  @Mutation(() => PAYLOADS.governance.type, describedAs(RecordRebasing))
  recordRebasing(@Args('input') input: RecordRebasing, @Context() context: RequestContext) {
    return this.commands.carryOut(RecordRebasing, input, context);
  }

  @Mutation(() => PAYLOADS.governance.type, describedAs(PinAudit))
  pinAudit(@Args('input') input: PinAudit, @Context() context: RequestContext) {
    return this.commands.carryOut(PinAudit, input, context);
  }

  @Mutation(() => PAYLOADS.governance.type, describedAs(RecordAuditRun))
  recordAuditRun(@Args('input') input: RecordAuditRun, @Context() context: RequestContext) {
    return this.commands.carryOut(RecordAuditRun, input, context);
  }

  @Mutation(() => PAYLOADS.governance.type, describedAs(RecordAuditFinding))
  recordAuditFinding(@Args('input') input: RecordAuditFinding, @Context() context: RequestContext) {
    return this.commands.carryOut(RecordAuditFinding, input, context);
  }
}
