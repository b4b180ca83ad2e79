import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Int, Query, ResolveField } from '@nestjs/graphql';
import { mapPage } from '../../queries/paging/page.js';
import { relationshipCounts } from '../../queries/relationship/relationship-counts.js';
import { FindRelationships } from '../../queries/relationship/find-relationships.js';
import { RankRelationships } from '../../queries/relationship/rank-relationships.js';
import { relationshipId } from '../../queries/relationship/relationship-id.js';
import { Scores } from '../../queries/score/scores.js';
import { then } from '../arrivals.js';
import { given } from '../args/given.js';
import { policyChoice } from '../args/policy-choice.js';
import { RelationshipArgs, RelationshipsArgs } from '../args/query-args.js';
import { basisOf } from '../basis-of.js';
import { askedFor, type RelationshipNode } from '../relationship-node.js';
import type { RequestContext } from '../request-context.js';
import { DateTime } from '../scalars/date-time.js';
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
    const asOf = context.asked(args.asOf);
    const found = await moment.load('Relationship', relationshipId(args.teamId, args.departmentId), asOf);
    return found && askedFor(found, asOf, policyChoice(args.policy));
  }

  @Query(() => Relationships.type, { description: 'By id, or (question 2) those that need attention first.' })
  async relationships(@Args() args: RelationshipsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const asOf = context.asked(args.asOf);
    const [filter, policy] = [given(args.filter), policyChoice(args.policy)];
    await context.requireSides(args, filter);
    const identities = await moment.identities(asOf);
    const page = await this.queries.execute(
      args.orderBy === 'ATTENTION' || args.orderBy === 'BEST'
        ? new RankRelationships(moment.reader, filter, args.orderBy, asOf ?? context.asOf(moment), policy ?? {}, args, identities)
        : new FindRelationships(moment.reader, filter, args, identities, asOf),
    );
    const nodes = moment.page('Relationship', page, (document) => document.relationshipId);
    return asOf === undefined && policy === undefined ? nodes : mapPage(nodes, (node) => askedFor(node, asOf, policy));
  }

  @ResolveField(() => DateTime, { description: 'The moment that the numbers are about.' })
  asOf({ asOf, moment }: RelationshipNode, _args: unknown, context: RequestContext): string {
    return asOf ?? context.asOf(moment);
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
    return basisOf(this.scores, moment, asOf ?? context.asOf(moment));
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
