import { Args, Context } from '@nestjs/graphql';
import type { ImprovementDocument } from '../../../projections/improvements/projection.js';
import type { Side } from '../../measures/before-after.js';
import { AskFeedbackLoop } from '../../queries/feedback/feedback-loop.js';
import { ListImprovements } from '../../queries/improvement/list-improvements.js';
import { AskIntervention } from '../../queries/improvement/ask-intervention.js';
import { mapPage } from '../../queries/paging/page.js';
import { given, IdArgs } from '../kit/args.js';
import { ImprovementsArgs, InterventionArgs } from './improvement.args.js';
import { FeedbackArgs } from '../interaction/interaction.args.js';
import type { Moment } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { toPoint } from '../measure/series-point.js';
import { componentOf, upper } from '../score/score.types.js';
import { FeedbackAnswers, Improvements } from '../kit/connections.js';
import { Improvement, InterventionAnalysis } from './improvement.types.js';
import { Answers, Query } from '../kit/answers.js';

@Answers()
export class ImprovementResolver {
  constructor(
    private readonly askFeedbackLoop: AskFeedbackLoop,
    private readonly askIntervention: AskIntervention,
    private readonly listImprovements: ListImprovements,
  ) {}

  @Query(() => Improvement, { nullable: true })
  async improvement(@Args() args: IdArgs, @Context() context: RequestContext) {
    return context.load(args, 'Improvement', args.id);
  }

  @Query(() => Improvements.type, { description: 'What is being made better, the latest proposed first.' })
  async improvements(@Args() args: ImprovementsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const filter = given(args.filter);
    await context.requireSides(args, filter);
    const identities = await moment.identitiesOf(filter);
    const page = await this.listImprovements.execute(moment.reader, filter, args, identities);
    return moment.page('Improvement', page, ({ improvementId }) => improvementId);
  }

  @Query(() => FeedbackAnswers.type, { description: 'Question 12: what did we say, and what was done? The latest first.' })
  async feedbackLoop(@Args() args: FeedbackArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    await context.requireSides(args, args);
    const page = await this.askFeedbackLoop.execute(moment.reader, args.departmentId, args, await moment.identities());
    return mapPage(page, (answer) => ({ ...answer, improvement: nodeOf(answer.improvement, moment) }));
  }

  @Query(() => InterventionAnalysis, { nullable: true, description: 'Question 16: did an improvement change anything?' })
  async interventionAnalysis(@Args() args: InterventionArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const { reader } = moment;
    const asked = args.measure ? componentOf(args.measure) : undefined;
    const at = context.asOf(moment, args.asOf);
    const identities = await moment.identities(at);
    const found = await this.askIntervention.execute(reader, args.improvementId, asked, at, identities);
    if (!found) return null;
    const { improvement, state, measure, analysis } = found;
    return {
      improvement: nodeOf(improvement, moment),
      state,
      measure: measure && upper(measure),
      at: improvement.deliveredAt,
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
