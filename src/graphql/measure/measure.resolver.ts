import { Args, Context } from '@nestjs/graphql';
import { COMPONENTS } from '../../domain/components.js';
import { sum } from '../../measures/proportions.js';
import { relationshipId } from '../../queries/relationship/joined-relationship.js';
import { AskScoreChange } from '../../queries/score/scores.js';
import { AskMeasureSeries } from '../../queries/measure-series.js';
import { given, period } from '../kit/args.js';
import { policyChoice, ScoreChangeArgs } from '../score/score.args.js';
import { SeriesArgs, MeasureSeries, BounceArgs, ContactArgs, BounceMatrix, FirstContactMatrix } from './measure.types.js';
import { PeerArgs, PeerBands } from './peer.types.js';
import type { RequestContext } from '../request-context.js';
import { toScore } from '../score/score-node.js';
import { componentOf, ScoreChange, upper } from '../score/score.types.js';
import { toPoint } from './series-point.js';
import { Answers, Query } from '../kit/answers.js';
import { AskBounceMatrix } from '../../queries/bounce-matrix.js';
import { AskFirstContactMatrix } from '../../queries/first-contact-matrix.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { AskPeerBand, type PeerBands as Bands, type PeerDepartment } from '../../queries/peers/ask-peer-band.js';

@Answers()
export class TrendResolver {
  constructor(
    private readonly askMeasureSeries: AskMeasureSeries,
    private readonly askScoreChange: AskScoreChange,
  ) {}

  @Query(() => ScoreChange, { nullable: true, description: 'Question 6: why did a score change? Null if the two never met.' })
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

  @Query(() => MeasureSeries, { description: 'Question 7: is this month’s dip significant?' })
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

@Answers()
export class MatrixResolver {
  constructor(
    private readonly askBounceMatrix: AskBounceMatrix,
    private readonly askFirstContactMatrix: AskFirstContactMatrix,
  ) {}

  @Query(() => BounceMatrix, { description: 'Question 9: between which teams are tickets reassigned?' })
  async bounceMatrix(@Args() args: BounceArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const [from, to] = period([args.from, args.to]);
    const { departmentId } = given({ departmentId: args.departmentId });
    await context.requireSides(args, given({ departmentId }));
    const identities = await moment.identities();
    return this.askBounceMatrix.execute(moment.reader, departmentId, from, to, identities);
  }

  @Query(() => FirstContactMatrix, {
    description: 'Question 17: first contacts by whether the matter was solved and people were treated well.',
  })
  async firstContactMatrix(@Args() args: ContactArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const [from, to] = period([args.from, args.to]);
    const filter = given({ teamId: args.teamId, departmentId: args.departmentId });
    await context.requireSides(args, filter);
    const identities = await moment.identitiesOf(filter);
    const asOf = await context.presentOf(args);
    return this.askFirstContactMatrix.execute(moment.reader, filter, from, to, asOf, identities);
  }
}

@Answers()
export class PeersResolver {
  constructor(private readonly askPeerBand: AskPeerBand) {}

  @Query(() => PeerBands, { description: 'Question 14: how do departments of a kind compare, fairly?' })
  async peerBand(@Args() args: PeerArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const { kind, measure } = args;
    const asOf = context.asOf(moment, args.asOf);
    const identitiesAt = {
      at: async (at: string) => moment.identities(at),
      knownAt: (at: string) => moment.identitiesKnownAt(at),
    };
    const { departments, ...bands } = await this.askPeerBand.execute(
      moment.reader,
      kind,
      componentOf(measure),
      asOf,
      wholePeriod(args),
      identitiesAt,
    );
    return {
      kind,
      measure,
      ...bands,
      departments: departments.map((department) => toDepartment(department, bands)),
    };
  }
}

function wholePeriod(args: PeerArgs) {
  const [from, to] = period([args.from, args.to]);
  if (from === undefined && to === undefined) return undefined;
  if (from !== undefined && to !== undefined) return { from, to };
  const field = from === undefined ? 'from' : 'to';
  throw new RapportError('INVALID_INPUT', 'A period needs both ends.', {
    field,
    remedy: 'Give both `from` and `to`, or neither for the last full quarter.',
    reasons: [{ field, code: 'MISSING' }],
  });
}

const toDepartment = (
  { departmentId, state, counts, placed }: PeerDepartment,
  { pooled, peers }: Pick<Bands, 'pooled' | 'peers'>,
) => ({
  departmentId,
  state,
  proportion: counts && counts.successes / counts.trials,
  trials: counts && counts.trials,
  pooled: placed && pooled,
  peers: placed && peers,
  z: placed && placed.z,
  within95: placed && placed.within95,
  within998: placed && placed.within998,
  standing: placed && placed.standing,
});
