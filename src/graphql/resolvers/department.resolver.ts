import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Query, ResolveField } from '@nestjs/graphql';
import { admits } from '../../access/scope.js';
import { ListDepartments } from '../../queries/register/list-departments.js';
import { AsOfIdArgs, DepartmentsArgs } from '../args/query-args.js';
import type { NodeOf } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { DateTime } from '../scalars/date-time.js';
import { Departments } from '../types/connections.js';
import { Department } from '../types/department.js';
import { TicketCounts } from '../types/ticket-counts.js';
import { Answers } from './answers.js';

@Answers(() => Department)
export class DepartmentResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Department, { nullable: true })
  async department(@Args() args: AsOfIdArgs, @Context() context: RequestContext) {
    return (await context.at(args)).load('Department', args.id, context.asked(args.asOf));
  }

  @Query(() => Departments.type, { description: 'By id. One that goes on as another is found under that.' })
  async departments(@Args() args: DepartmentsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const asOf = context.asOf(moment, args.asOf);
    const identities = await moment.identities(asOf);
    const question = new ListDepartments(moment.reader, args.kind ?? undefined, args, asOf, identities);
    const page = await this.queries.execute(question);
    return moment.page('Department', page, ({ departmentId }) => departmentId);
  }

  @ResolveField(() => DateTime, { description: 'The moment as of which it is shown.' })
  asOf({ asOf }: NodeOf<'Department'>, _args: unknown, context: RequestContext): string {
    return asOf ?? context.now;
  }

  @ResolveField(() => TicketCounts, {
    nullable: true,
    description: 'Its tickets by where they stand now; null where you may not see them.',
  })
  tickets({ tickets, departmentId }: NodeOf<'Department'>, _args: unknown, { asker }: RequestContext): TicketCounts | null {
    return admits(asker.identity.scope, { departmentId }) ? tickets : null;
  }

  @ResolveField(() => Department, { nullable: true, description: 'The department it is part of, as of the same moment.' })
  parent({ moment, parentId, asOf }: NodeOf<'Department'>) {
    return moment.load('Department', parentId, asOf);
  }

  @ResolveField(() => String, { nullable: true, description: 'What it is called now.' })
  async currentName({ moment, departmentId }: NodeOf<'Department'>) {
    return (await moment.load('Department', departmentId))?.name ?? null;
  }
}
