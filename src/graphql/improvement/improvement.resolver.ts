import { Args, ArgsType, Context, Field, ID, InputType, Mutation } from '@nestjs/graphql';
import type { ImprovementDocument } from '../../../projections/improvements/projection.js';
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
import type { Side } from '../../measures/before-after.js';
import { AskFeedbackLoop } from '../../queries/feedback-loop.js';
import * as improvement from '../../domain/improvement/events.js';
import { ListImprovements, AskIntervention } from '../../queries/improvements.js';
import { mapPage } from '../../queries/paging/page.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { FeedbackArgs } from '../interaction/interaction.types.js';
import { Answers, Query } from '../kit/answers.js';
import { given, IdArgs, PageArgs, SIDE, WhenArgs, INPUT } from '../kit/args.js';
import { FeedbackAnswers, Improvements } from '../kit/connections.js';
import { DateTime } from '../kit/scalars.js';
import { toPoint } from '../measure/series-point.js';
import type { Moment } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { Component, componentOf, upper } from '../score/score.types.js';
import { Improvement, ImprovementOrigin, ImprovementState, InterventionAnalysis } from './improvement.types.js';
import { byItsId, meaning } from '../kit/meanings.js';

@InputType({ description: 'Conditions that must all be met.' })
class ImprovementFilter {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => [ImprovementState], { nullable: true, description: 'One of these.' }) readonly state?: readonly string[] | null;
  @Field(() => ImprovementOrigin, { nullable: true, description: meaning(improvement.origin) }) readonly origin?: string | null;
}

@ArgsType()
class ImprovementsArgs extends PageArgs {
  @Field(() => ImprovementFilter, { nullable: true, description: 'The filter; when absent, everything that you may see.' })
  readonly filter?: ImprovementFilter | null;
}

@ArgsType()
class InterventionArgs extends WhenArgs {
  @Field(() => ID, { description: 'The improvement’s id.' }) readonly improvementId: string;
  @Field(() => Component, { nullable: true, description: 'When absent, the measure by which the improvement is judged.' })
  readonly measure?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Periods that ended by this moment count; now when absent.' })
  readonly asOf?: string | null;
}

@Answers()
export class ImprovementResolver {
  constructor(
    private readonly askFeedbackLoop: AskFeedbackLoop,
    private readonly askIntervention: AskIntervention,
    private readonly listImprovements: ListImprovements,
  ) {}

  @Query(() => Improvement, { nullable: true, description: byItsId('improvement') })
  async improvement(@Args() args: IdArgs, @Context() context: RequestContext) {
    return context.load(args, 'Improvement', args.id);
  }

  @Query(() => Improvements.type, { description: 'The improvements, the latest proposed first.' })
  async improvements(@Args() args: ImprovementsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const filter = given(args.filter);
    await context.requireSides(args, filter);
    const identities = await moment.identitiesOf(filter);
    const page = await this.listImprovements.execute(moment.reader, filter, args, identities);
    return moment.page('Improvement', page, ({ improvementId }) => improvementId);
  }

  @Query(() => FeedbackAnswers.type, { description: 'Question 12: what was said, and what was done about it? The latest first.' })
  async feedbackLoop(@Args() args: FeedbackArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    await context.requireSides(args, args);
    const page = await this.askFeedbackLoop.execute(moment.reader, args.departmentId, args, await moment.identities());
    return mapPage(page, (answer) => ({ ...answer, improvement: nodeOf(answer.improvement, moment) }));
  }

  @Query(() => InterventionAnalysis, {
    nullable: true,
    description: 'Question 16: did an improvement change anything? Null also if it was not proposed by then.',
  })
  async interventionAnalysis(@Args() args: InterventionArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const { reader } = moment;
    const asked = args.measure ? componentOf(args.measure) : undefined;
    const at = context.asOf(moment, args.asOf);
    const improvement = await moment.load('Improvement', args.improvementId, context.asked(args.asOf));
    if (!improvement) return null;
    const found = await this.askIntervention.execute(reader, improvement, asked, at, await moment.identities(at));
    const { state, measure, at: deliveredAt, analysis } = found;
    return {
      improvement,
      state,
      measure: measure && upper(measure),
      at: deliveredAt,
      bucket: analysis?.chart.bucket ?? null,
      before: sideOf(analysis?.before),
      after: sideOf(analysis?.after),
      difference: analysis?.difference ?? null,
      points: analysis?.chart.points.map(toPoint(analysis)) ?? [],
    };
  }
}

const nodeOf = (improvement: ImprovementDocument, moment: Moment) =>
  moment.node('Improvement', improvement.improvementId, improvement);

const sideOf = (side: Side | null | undefined) => (side ? { ...side, ...side.interval } : null);

/** The mutations of improvements, one method per command. src/domain/improvement/ decides what a command leads to. */
@Answers()
export class ImprovementMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.improvement.type, describedAs(ProposeImprovement))
  proposeImprovement(@Args('input', INPUT) input: ProposeImprovement, @Context() context: RequestContext) {
    return this.commands.carryOut(ProposeImprovement, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(AcceptImprovement))
  acceptImprovement(@Args('input', INPUT) input: AcceptImprovement, @Context() context: RequestContext) {
    return this.commands.carryOut(AcceptImprovement, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(DeclineImprovement))
  declineImprovement(@Args('input', INPUT) input: DeclineImprovement, @Context() context: RequestContext) {
    return this.commands.carryOut(DeclineImprovement, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(StartImprovement))
  startImprovement(@Args('input', INPUT) input: StartImprovement, @Context() context: RequestContext) {
    return this.commands.carryOut(StartImprovement, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(DeliverImprovement))
  deliverImprovement(@Args('input', INPUT) input: DeliverImprovement, @Context() context: RequestContext) {
    return this.commands.carryOut(DeliverImprovement, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(MeasureImprovementOutcome))
  measureImprovementOutcome(@Args('input', INPUT) input: MeasureImprovementOutcome, @Context() context: RequestContext) {
    return this.commands.carryOut(MeasureImprovementOutcome, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(AbandonImprovement))
  abandonImprovement(@Args('input', INPUT) input: AbandonImprovement, @Context() context: RequestContext) {
    return this.commands.carryOut(AbandonImprovement, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(HoldTraining))
  holdTraining(@Args('input', INPUT) input: HoldTraining, @Context() context: RequestContext) {
    return this.commands.carryOut(HoldTraining, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(HoldTeamBuilding))
  holdTeamBuilding(@Args('input', INPUT) input: HoldTeamBuilding, @Context() context: RequestContext) {
    return this.commands.carryOut(HoldTeamBuilding, input, context);
  }

  @Mutation(() => PAYLOADS.improvement.type, describedAs(HoldJointReview))
  holdJointReview(@Args('input', INPUT) input: HoldJointReview, @Context() context: RequestContext) {
    return this.commands.carryOut(HoldJointReview, input, context);
  }
}
