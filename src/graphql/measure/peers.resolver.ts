import { Args, Context } from '@nestjs/graphql';
import { RapportError } from '../../domain/kernel/errors.js';
import { AskPeerBand, type PeerBands as Bands, type PeerDepartment } from '../../queries/peers/ask-peer-band.js';
import { PeerArgs } from './measure.types.js';
import { period } from '../kit/args.js';
import type { RequestContext } from '../request-context.js';
import { componentOf } from '../score/score.types.js';
import { PeerBands } from './peer-band.types.js';
import { Answers, Query } from '../kit/answers.js';

@Answers()
export class PeersResolver {
  constructor(private readonly askPeerBand: AskPeerBand) {}

  @Query(() => PeerBands, { description: 'Question 14: do we compare fairly with departments like ours?' })
  async peerBand(@Args() args: PeerArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const { kind, measure } = args;
    const asOf = context.asOf(moment, args.asOf);
    const knownAt = (at: string) => moment.identitiesKnownAt(at);
    const { departments, ...bands } = await this.askPeerBand.execute(
      moment.reader,
      kind,
      componentOf(measure),
      asOf,
      wholePeriod(args),
      knownAt,
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
  throw new RapportError('INVALID_INPUT', 'A period has two ends.', {
    field: from === undefined ? 'from' : 'to',
    remedy: 'Give both `from` and `to`, or neither for the last full quarter.',
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
