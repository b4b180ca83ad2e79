import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Query } from '@nestjs/graphql';
import { relationshipId } from '../../queries/relationship/relationship-id.js';
import { RelationshipTimeline } from '../../queries/timeline/relationship-timeline.js';
import { TimelineArgs } from '../args/query-args.js';
import type { RequestContext } from '../request-context.js';
import { Timeline } from '../types/connections.js';
import { Answers } from './answers.js';

@Answers()
export class TimelineResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Timeline.type, { description: 'Question 3: what happened between a team and a department, the latest first.' })
  async relationshipTimeline(@Args() args: TimelineArgs, @Context() context: RequestContext) {
    context.requireReach(args);
    const moment = await context.at(args);
    await context.requireSides(args, args);
    const id = relationshipId(args.teamId, args.departmentId);
    return this.queries.execute(new RelationshipTimeline(moment.reader, id, args, await moment.identities()));
  }
}
