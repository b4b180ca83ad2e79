import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Query, ResolveField } from '@nestjs/graphql';
import { mapPage } from '../../queries/paging/page.js';
import { componentTallies } from '../../queries/relationship/component-tallies.js';
import { FindRelationships } from '../../queries/relationship/find-relationships.js';
import { relationshipId } from '../../queries/relationship/relationship-id.js';
import { given } from '../args/given.js';
import { optionalInstant } from '../args/optional-instant.js';
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
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Relationship, { nullable: true })
  async relationship(@Args() args: RelationshipArgs, @Context() context: RequestContext): Promise<RelationshipNode | null> {
    const moment = await context.at(args);
    const asOf = optionalInstant(args.asOf, 'asOf');
    const found = await moment.load('Relationship', relationshipId(args.teamId, args.departmentId));
    return found && { ...found, asOf };
  }

  @Query(() => Relationships.type, { description: 'By id.' })
  async relationships(@Args() args: RelationshipsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const asOf = optionalInstant(args.asOf, 'asOf');
    const page = await this.queries.execute(new FindRelationships(moment.reader, given(args.filter), args));
    return mapPage(page, (document): RelationshipNode => ({
      ...toNode('Relationship', document.relationshipId, document, moment),
      asOf,
    }));
  }

  @ResolveField(() => DateTime, { description: 'The moment that `components` is about.' })
  asOf({ asOf, moment }: RelationshipNode): string {
    return asOf ?? moment.now;
  }

  @ResolveField(() => [ComponentTally], {
    description: 'Trials with a verdict up to the UTC day of `asOf`. Raw: no weights, no score.',
  })
  components(relationship: RelationshipNode) {
    return componentTallies(relationship, this.asOf(relationship));
  }

  @ResolveField(() => Team, { nullable: true })
  team(relationship: RelationshipNode) {
    return relationship.moment.load('Team', relationship.teamId);
  }

  @ResolveField(() => Department, { nullable: true })
  department(relationship: RelationshipNode) {
    return relationship.moment.load('Department', relationship.departmentId);
  }
}
