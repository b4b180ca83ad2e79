import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Query, ResolveField } from '@nestjs/graphql';
import { mapPage } from '../../queries/paging/page.js';
import { componentTallies } from '../../queries/relationship/component-tallies.js';
import { FindRelationships } from '../../queries/relationship/find-relationships.js';
import { RankRelationships } from '../../queries/relationship/rank-relationships.js';
import { relationshipId } from '../../queries/relationship/relationship-id.js';
import { Scores } from '../../queries/score/scores.js';
import { given } from '../args/given.js';
import { optionalInstant } from '../args/optional-instant.js';
import { policyChoice } from '../args/policy-choice.js';
import { RelationshipArgs, RelationshipsArgs } from '../args/query-args.js';
import { toNode } from '../node-of.js';
import type { RelationshipNode } from '../relationship-node.js';
import type { RequestContext } from '../request-context.js';
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
    return found && { ...found, asOf, policy: policyChoice(args.policy) };
  }

  @Query(() => Relationships.type, { description: 'By id, or (question 2) those that need attention first.' })
  async relationships(@Args() args: RelationshipsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const asOf = optionalInstant(args.asOf, 'asOf');
    const [filter, policy] = [given(args.filter), policyChoice(args.policy)];
    const identities = await moment.identities(asOf);
    const page = await this.queries.execute(
      args.orderBy === 'LOWER_BOUND'
        ? new RankRelationships(moment.reader, filter, asOf ?? moment.now, policy ?? {}, args, identities)
        : new FindRelationships(moment.reader, filter, args, identities),
    );
    return mapPage(page, (document): RelationshipNode => ({
      ...toNode('Relationship', document.relationshipId, document, moment),
      asOf,
      policy,
    }));
  }

  @ResolveField(() => DateTime, { description: 'The moment that the numbers are about.' })
  asOf({ asOf, moment }: RelationshipNode): string {
    return asOf ?? moment.now;
  }

  @ResolveField(() => [ComponentTally], {
    description: 'Trials with a verdict up to `asOf`: the successes and trials of `score`, without its weights.',
  })
  async components(relationship: RelationshipNode) {
    const { moment } = relationship;
    const asOf = this.asOf(relationship);
    return componentTallies(relationship, await moment.once(`basis ${asOf}`, () => this.scores.basis(moment.reader, asOf)));
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
