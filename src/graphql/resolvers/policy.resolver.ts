import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Query } from '@nestjs/graphql';
import { ListScoringPolicies } from '../../queries/score/list-scoring-policies.js';
import { PageArgs } from '../args/page-args.js';
import type { RequestContext } from '../request-context.js';
import { ScoringPolicies } from '../types/connections.js';
import { Answers } from './answers.js';

@Answers()
export class PolicyResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => ScoringPolicies.type, {
    description: 'The policies that were adopted, with every version, in the order of their taking effect.',
  })
  async scoringPolicies(@Args() args: PageArgs, @Context() context: RequestContext) {
    return this.queries.execute(new ListScoringPolicies((await context.at(args)).reader, args));
  }
}
