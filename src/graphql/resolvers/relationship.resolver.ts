import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Info, Int, Query, ResolveField } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { mapPage } from '../../queries/paging/page.js';
import { componentTallies, relationshipCounts } from '../../queries/relationship/component-tallies.js';
import { FindRelationships } from '../../queries/relationship/find-relationships.js';
import { RankRelationships } from '../../queries/relationship/rank-relationships.js';
import { relationshipId } from '../../queries/relationship/relationship-id.js';
import { Scores } from '../../queries/score/scores.js';
import { then } from '../arrivals.js';
import { given } from '../args/given.js';
import { optionalInstant } from '../args/optional-instant.js';
import { policyChoice } from '../args/policy-choice.js';
import { RelationshipArgs, RelationshipsArgs } from '../args/query-args.js';
import { basisOf } from '../basis-of.js';
import { askedFor, type RelationshipNode } from '../relationship-node.js';
import type { RequestContext } from '../request-context.js';
import { selects } from '../selects.js';
import { DateTime } from '../scalars/date-time.js';
import { ComponentTally } from '../types/component-tally.js';
import { Relationships } from '../types/connections.js';
import { Department } from '../types/department.js';
import { Relationship } from '../types/relationship.js';
import { Team } from '../types/team.js';
import { Answers } from './answers.js';

@Answers(() => Relationship)
export class RelationshipResolver {
  constructor(
    private readonly queries: QueryBus,
    private readonly scores: Scores,
  ) {}

  @Query(() => Relationship, { nullable: true })
  async relationship(@Args() args: RelationshipArgs, @Context() context: RequestContext): Promise<RelationshipNode | null> {
    const moment = await context.at(args);
    const asOf = optionalInstant(args.asOf, 'asOf');
    const found = await moment.load('Relationship', relationshipId(args.teamId, args.departmentId), asOf);
    return found && askedFor(found, asOf, policyChoice(args.policy));
  }

  @Query(() => Relationships.type, { description: 'By id, or (question 2) those that need attention first.' })
  async relationships(@Args() args: RelationshipsArgs, @Context() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    const moment = await context.at(args);
    const asOf = optionalInstant(args.asOf, 'asOf');
    const [filter, policy] = [given(args.filter), policyChoice(args.policy)];
    const identities = await moment.identities(asOf);
    const page = await this.queries.execute(
      args.orderBy === 'LOWER_BOUND'
        ? new RankRelationships(moment.reader, filter, asOf ?? context.now, policy ?? {}, args, identities)
        : new FindRelationships(moment.reader, filter, args, identities, asOf),
    );
    if (selects(info, 'components')) await basisOf(this.scores, moment, asOf ?? context.now);
    const nodes = moment.page('Relationship', page, (document) => document.relationshipId);
    return asOf === undefined && policy === undefined ? nodes : mapPage(nodes, (node) => askedFor(node, asOf, policy));
  }

  @ResolveField(() => DateTime, { description: 'The moment that the numbers are about.' })
  asOf({ asOf }: RelationshipNode, _args: unknown, context: RequestContext): string {
    return asOf ?? context.now;
  }

  @ResolveField(() => [ComponentTally], {
    description: 'Trials with a verdict up to `asOf`: the successes and trials of `score`, without its weights.',
  })
  components(relationship: RelationshipNode, _args: unknown, context: RequestContext) {
    return then(this.basisOf(relationship, context), (basis) => componentTallies(relationship, basis));
  }

  @ResolveField(() => Int, {
    description: 'Resolutions of this team for this department up to `asOf`, those of tickets reopened later included.',
  })
  resolutions(relationship: RelationshipNode, _args: unknown, context: RequestContext) {
    return then(this.basisOf(relationship, context), (basis) => relationshipCounts(relationship, basis).resolutions);
  }

  @ResolveField(() => Int, { description: 'Contacts that began up to `asOf`.' })
  interactions(relationship: RelationshipNode, _args: unknown, context: RequestContext) {
    return then(this.basisOf(relationship, context), (basis) => relationshipCounts(relationship, basis).interactions);
  }

  private basisOf({ moment, asOf }: RelationshipNode, context: RequestContext) {
    return basisOf(this.scores, moment, asOf ?? context.now);
  }

  @ResolveField(() => Team, { nullable: true })
  team({ moment, teamId, asOf }: RelationshipNode) {
    return moment.load('Team', teamId, asOf);
  }

  @ResolveField(() => Department, { nullable: true })
  department({ moment, departmentId, asOf }: RelationshipNode) {
    return moment.load('Department', departmentId, asOf);
  }
}
