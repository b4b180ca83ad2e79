import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Query, ResolveField } from '@nestjs/graphql';
import { ListDepartments } from '../../queries/register/list-departments.js';
import { DepartmentsArgs, IdArgs } from '../args/query-args.js';
import type { NodeOf } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { Departments } from '../types/connections.js';
import { Department } from '../types/department.js';
import { Answers } from './answers.js';

@Answers(() => Department)
export class DepartmentResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Department, { nullable: true })
  async department(@Args() args: IdArgs, @Context() context: RequestContext) {
    return context.load(args, 'Department', args.id);
  }

  @Query(() => Departments.type, { description: 'By id.' })
  async departments(@Args() args: DepartmentsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const page = await this.queries.execute(new ListDepartments(moment.reader, args.kind ?? undefined, args));
    return moment.page('Department', page, ({ departmentId }) => departmentId);
  }

  @ResolveField(() => Department, { nullable: true, description: 'The department it is part of.' })
  parent(department: NodeOf<'Department'>) {
    return department.moment.load('Department', department.parentId);
  }
}
