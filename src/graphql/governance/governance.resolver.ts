import { Inject } from '@nestjs/common';
import { Args, ArgsType, Context, Field, Mutation } from '@nestjs/graphql';
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
import { COMPONENTS } from '../../domain/components.js';
import { DatedSettings } from '../../queries/dated-settings.js';
import { AskCalibration } from '../../queries/score/calibration.js';
import { ListScoringPolicies } from '../../queries/score/policies.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Answers, Query } from '../kit/answers.js';
import { PageArgs, WhenArgs, INPUT } from '../kit/args.js';
import { ScoringPolicies } from '../kit/connections.js';
import { DateTime } from '../kit/scalars.js';
import type { RequestContext } from '../request-context.js';
import { Calibration, upper } from '../score/score.types.js';
import { PROGRAM, type Program } from '../tokens.js';
import { Settings } from './governance.types.js';

@ArgsType()
class CalibrateArgs extends WhenArgs {
  @Field(() => DateTime, { nullable: true, description: 'Trials that count by this moment; now when absent.' })
  readonly asOf?: string | null;
}

@ArgsType()
class SettingsArgs extends WhenArgs {
  @Field(() => DateTime, { nullable: true, description: 'The moment of the query; now when absent.' })
  readonly asOf?: string | null;
}

@Answers()
export class PolicyResolver {
  constructor(
    private readonly askCalibration: AskCalibration,
    private readonly listScoringPolicies: ListScoringPolicies,
    private readonly dated: DatedSettings,
    @Inject(PROGRAM) private readonly program: Program,
  ) {}

  @Query(() => Settings, { description: 'The organisation’s settings at a moment.' })
  async settings(@Args() args: SettingsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const settings = await this.dated.of(moment.reader);
    return { organizationId: this.program.organizationId, ...settings.organisation(context.asOf(moment, args.asOf)) };
  }

  @Query(() => ScoringPolicies.type, {
    description: 'The adopted policies, with every version, in the order in which they take effect.',
  })
  async scoringPolicies(@Args() args: PageArgs, @Context() context: RequestContext) {
    return this.listScoringPolicies.execute((await context.at(args)).reader, args);
  }

  @Query(() => [Calibration], {
    description: 'How strongly each component should be drawn to the organisation’s rate: a proposal for a scoring policy.',
  })
  async calibrate(@Args() args: CalibrateArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const asOf = context.asOf(moment, args.asOf);
    const calibrations = await this.askCalibration.execute(moment.reader, asOf, await moment.identities(asOf));
    return COMPONENTS.map((component) => ({ component: upper(component), ...calibrations[component] }));
  }
}

/** The mutations of the organisation, one method per command. src/domain/governance/ decides what a command leads to. */
@Answers()
export class GovernanceMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.governance.type, describedAs(AdoptScoringPolicy))
  adoptScoringPolicy(@Args('input', INPUT) input: AdoptScoringPolicy, @Context() context: RequestContext) {
    return this.commands.carryOut(AdoptScoringPolicy, input, context);
  }

  @Mutation(() => PAYLOADS.governance.type, describedAs(AdoptSettings))
  adoptSettings(@Args('input', INPUT) input: AdoptSettings, @Context() context: RequestContext) {
    return this.commands.carryOut(AdoptSettings, input, context);
  }

  @Mutation(() => PAYLOADS.governance.type, describedAs(AdoptTextRetention))
  adoptTextRetention(@Args('input', INPUT) input: AdoptTextRetention, @Context() context: RequestContext) {
    return this.commands.carryOut(AdoptTextRetention, input, context);
  }

  @Mutation(() => PAYLOADS.governance.type, describedAs(PublishBenchmark))
  publishBenchmark(@Args('input', INPUT) input: PublishBenchmark, @Context() context: RequestContext) {
    return this.commands.carryOut(PublishBenchmark, input, context);
  }

  @Mutation(() => PAYLOADS.governance.type, describedAs(RecordRebasing))
  recordRebasing(@Args('input', INPUT) input: RecordRebasing, @Context() context: RequestContext) {
    return this.commands.carryOut(RecordRebasing, input, context);
  }

  @Mutation(() => PAYLOADS.governance.type, describedAs(PinAudit))
  pinAudit(@Args('input', INPUT) input: PinAudit, @Context() context: RequestContext) {
    return this.commands.carryOut(PinAudit, input, context);
  }

  @Mutation(() => PAYLOADS.governance.type, describedAs(RecordAuditRun))
  recordAuditRun(@Args('input', INPUT) input: RecordAuditRun, @Context() context: RequestContext) {
    return this.commands.carryOut(RecordAuditRun, input, context);
  }

  @Mutation(() => PAYLOADS.governance.type, describedAs(RecordAuditFinding))
  recordAuditFinding(@Args('input', INPUT) input: RecordAuditFinding, @Context() context: RequestContext) {
    return this.commands.carryOut(RecordAuditFinding, input, context);
  }
}
