import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Query } from '@nestjs/graphql';
import { ListTeams } from '../../queries/register/list-teams.js';
import { PageArgs } from '../args/page-args.js';
import { IdArgs } from '../args/query-args.js';
import type { RequestContext } from '../request-context.js';
import { Teams } from '../types/connections.js';
import { Team } from '../types/team.js';
import { Answers } from './answers.js';

@Answers(() => Team)
export class TeamResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Team, { nullable: true })
  async team(@Args() args: IdArgs, @Context() context: RequestContext) {
    return context.load(args, 'Team', args.id);
  }

  @Query(() => Teams.type, { description: 'By id.' })
  async teams(@Args() args: PageArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const page = await this.queries.execute(new ListTeams(moment.reader, args));
    return moment.page('Team', page, ({ teamId }) => teamId);
  }
}
