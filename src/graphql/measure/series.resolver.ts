import { Args, Context } from '@nestjs/graphql';
import { COMPONENTS } from '../../domain/components.js';
import { sum } from '../../measures/proportions.js';
import { relationshipId } from '../../queries/relationship/relationship-id.js';
import { AskScoreChange } from '../../queries/score/scores.js';
import { AskMeasureSeries } from '../../queries/measure-series.js';
import { given, period } from '../kit/args.js';
import { policyChoice, ScoreChangeArgs } from '../score/score.args.js';
import { SeriesArgs, MeasureSeries } from './measure.types.js';
import type { RequestContext } from '../request-context.js';
import { toScore } from '../score/score-node.js';
import { componentOf, ScoreChange, upper } from '../score/score.types.js';
import { toPoint } from './series-point.js';
import { Answers, Query } from '../kit/answers.js';

@Answers()
export class TrendResolver {
  constructor(
    private readonly askMeasureSeries: AskMeasureSeries,
    private readonly askScoreChange: AskScoreChange,
  ) {}

  @Query(() => ScoreChange, { nullable: true, description: 'Question 6: why a score moved. Null when the two never met.' })
  async scoreChange(@Args() args: ScoreChangeArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const id = relationshipId(args.teamId, args.departmentId);
    const [from, until] = period([args.from, args.to]) as [string, string?];
    const to = context.asOf(moment, until, 'to');
    const identities = await moment.identities(to);
    const found = await this.askScoreChange.execute(moment.reader, id, from, to, policyChoice(args.policy) ?? {}, identities);
    if (!found) return null;
    const { relationship, change } = found;
    const [before, after] = [toScore(relationship, found.from, from, moment), toScore(relationship, found.to, to, moment)];
    const components = COMPONENTS.map((component, place) => ({
      component: upper(component),
      ...found.components[component],
      from: before.components[place]!,
      to: after.components[place]!,
    }));
    return { ...found, state: change === null ? 'INSUFFICIENT_DATA' : 'EXPLAINED', components, from: before, to: after };
  }

  @Query(() => MeasureSeries, { description: 'Question 7: is this month’s dip real?' })
  async measureSeries(@Args() args: SeriesArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const { reader } = moment;
    const now = context.asOf(moment);
    const pairs = given({ teamId: args.teamId, departmentId: args.departmentId });
    await context.requireSides(args, pairs);
    const [from, to = now] = period([args.from, args.to]);
    const question = { measure: componentOf(args.measure), ...pairs, ...given({ from }), to, bucket: args.bucket ?? 'MONTH' };
    const identities = await moment.identitiesOf(pairs);
    const series = await this.askMeasureSeries.execute(reader, question, now, identities);
    const { chart, withheld, until, trend, rebasings } = series;
    return {
      measure: args.measure,
      teamId: args.teamId ?? null,
      departmentId: args.departmentId ?? null,
      state: chart.state,
      bucket: chart.bucket,
      points: chart.points.map(toPoint(series)),
      withheld: sum([...withheld.values()]),
      until,
      trend,
      rebasings,
    };
  }
}
