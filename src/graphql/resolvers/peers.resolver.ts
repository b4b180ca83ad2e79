import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Query } from '@nestjs/graphql';
import { startOfDay } from '../../queries/days.js';
import { AskPeerBand, type PeerDepartment } from '../../queries/peers/ask-peer-band.js';
import { PeerArgs } from '../args/measure-args.js';
import { optionalInstant } from '../args/optional-instant.js';
import type { RequestContext } from '../request-context.js';
import { componentOf } from '../types/component.js';
import { PeerBands } from '../types/peer-band.js';
import { Answers } from './answers.js';

@Answers()
export class PeersResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => PeerBands, { description: 'Question 14: do we compare fairly with departments like ours?' })
  async peerBand(@Args() args: PeerArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const { reader } = moment;
    const { now } = context;
    const { kind, measure } = args;
    const asked = optionalInstant(args.asOf, 'asOf') ?? now;
    const asOf = asked < now ? asked : now;
    const knownAt = (at: string) => moment.identitiesKnownAt(at);
    const bands = await this.queries.execute(new AskPeerBand(reader, kind, componentOf(measure), asOf, knownAt));
    const [from, until] = [startOfDay(bands.firstDay), startOfDay(bands.lastDay + 1)];
    return { kind, measure, from, until, departments: bands.departments.map(toDepartment) };
  }
}

const toDepartment = ({ departmentId, state, band }: PeerDepartment) => ({
  departmentId,
  state,
  proportion: band?.proportion ?? null,
  trials: band?.trials ?? null,
  pooled: band?.pooled ?? null,
  peers: band?.peers ?? null,
  within95: band?.limits?.within95 ?? null,
  within998: band?.limits?.within998 ?? null,
  standing: band?.standing ?? null,
});
