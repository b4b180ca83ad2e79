import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Query } from '@nestjs/graphql';
import { AskDepartmentOverview } from '../../queries/overview/department-overview.js';
import { askedFor } from '../relationship-node.js';
import { OverviewArgs } from '../args/query-args.js';
import type { RequestContext } from '../request-context.js';
import { DepartmentOverview } from '../types/department-overview.js';
import { Answers } from './answers.js';

@Answers()
export class OverviewResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => DepartmentOverview, { nullable: true, description: 'Question 1: everything for a department’s home page.' })
  async departmentOverview(@Args() args: OverviewArgs, @Context() context: RequestContext) {
    context.requireReach({ departmentId: args.id });
    const moment = await context.at(args);
    const [asOf, now] = [context.asked(args.asOf), await context.presentOf(args)];
    const identities = await moment.identities(asOf ?? now);
    const overview = await this.queries.execute(new AskDepartmentOverview(moment.reader, args.id, asOf, now, identities));
    if (!overview) return null;
    const { department, tickets, relationships, nextTouchpoints, openPromises } = overview;
    return {
      department: moment.node('Department', department.departmentId, department),
      openTickets: tickets.new + tickets.inProgress + tickets.onHold,
      tickets,
      relationships: relationships.map((document) =>
        askedFor(moment.node('Relationship', document.relationshipId, document), asOf ?? now, undefined),
      ),
      liaisons: department.liaisons,
      nextTouchpoints,
      openPromises: openPromises.map((promise) => ({ ...promise, moment })),
    };
  }
}
