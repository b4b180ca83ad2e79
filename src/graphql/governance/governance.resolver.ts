import { Inject } from '@nestjs/common';
import { Args, ArgsType, Context, Field } from '@nestjs/graphql';
import { COMPONENTS } from '../../measures/components.js';
import { DatedSettings } from '../../queries/dated-settings.js';
import { AskCalibration } from '../../queries/score/ask-calibration.js';
import { ListScoringPolicies } from '../../queries/score/policies.js';
import { PageArgs, WhenArgs } from '../kit/args.js';
import type { RequestContext } from '../request-context.js';
import { PROGRAM, type Program } from '../tokens.js';
import { Calibration, upper } from '../score/score.types.js';
import { ScoringPolicies } from '../kit/connections.js';
import { Settings } from './governance.types.js';
import { Answers, Query } from '../kit/answers.js';
import { DateTime } from '../kit/scalars.js';

@ArgsType()
class CalibrateArgs extends WhenArgs {
  @Field(() => DateTime, { nullable: true, description: 'Trials that count by then; the present moment when absent.' })
  readonly asOf?: string | null;
}

@ArgsType()
class SettingsArgs extends WhenArgs {
  @Field(() => DateTime, { nullable: true, description: 'The moment asked about; the present one when absent.' })
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

  @Query(() => Settings, { description: 'What holds for all at a moment.' })
  async settings(@Args() args: SettingsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const settings = await this.dated.of(moment.reader);
    return { organizationId: this.program.organizationId, ...settings.organisation(context.asOf(moment, args.asOf)) };
  }

  @Query(() => ScoringPolicies.type, {
    description: 'The policies that were adopted, with every version, in the order of their taking effect.',
  })
  async scoringPolicies(@Args() args: PageArgs, @Context() context: RequestContext) {
    return this.listScoringPolicies.execute((await context.at(args)).reader, args);
  }

  @Query(() => [Calibration], {
    description: 'How far each component should be drawn to the organisation’s rate: a proposal for a scoring policy.',
  })
  async calibrate(@Args() args: CalibrateArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const asOf = context.asOf(moment, args.asOf);
    const calibrations = await this.askCalibration.execute(moment.reader, asOf, await moment.identities(asOf));
    return COMPONENTS.map((component) => ({ component: upper(component), ...calibrations[component] }));
  }
}
