import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Query } from '@nestjs/graphql';
import { mapPage } from '../../queries/paging/page.js';
import { ListSilences } from '../../queries/silence/list-silences.js';
import { given } from '../args/given.js';
import { SilenceArgs } from '../args/query-args.js';
import type { RequestContext } from '../request-context.js';
import { Silences } from '../types/connections.js';
import { Answers } from './answers.js';

@Answers()
export class SilenceResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Silences.type, { description: 'Question 8: who waits in silence longer than promised, the longest first.' })
  async silenceList(@Args() args: SilenceArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const asOf = context.asked(args.asOf) ?? (await context.presentOf(args));
    const filter = given({ teamId: args.teamId, departmentId: args.departmentId });
    await context.requireSides(args, filter);
    const identities = await moment.identitiesOf(filter, asOf);
    const page = await this.queries.execute(new ListSilences(moment.reader, filter, asOf, args, identities));
    return mapPage(page, (silence) => ({ ...silence, moment }));
  }
}
