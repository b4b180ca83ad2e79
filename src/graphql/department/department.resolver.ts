import { Args, ArgsType, Context, Field, ID, Mutation } from '@nestjs/graphql';
import { admits } from '../../access/scope.js';
import {
  MergeDepartment,
  RegisterDepartment,
  RenameDepartment,
  ReparentDepartment,
  RetireDepartment,
  SplitDepartment,
} from '../../domain/department/commands.js';
import { AskDepartmentOverview, type DepartmentSummary } from '../../queries/department-overview.js';
import { chain, type MaybePromise } from '../../queries/memoize.js';
import { mapPage } from '../../queries/paging/page.js';
import { inEffect, ListDepartments, type Department as RegisteredDepartment } from '../../queries/register.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';
import { AS_OF, AsOfIdArgs, PageArgs, SHOWN_AS_OF, WhenArgs, INPUT } from '../kit/args.js';
import { Departments } from '../kit/connections.js';
import { DepartmentKind } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import type { NodeDocuments, NodeOf } from '../moment.js';
import { askedFor, PlannedTouchpoint } from '../relationship/relationship.types.js';
import type { RequestContext } from '../request-context.js';
import { TicketCounts } from '../ticket/ticket.types.js';
import { Department, DepartmentOverview } from './department.types.js';
import { byItsId } from '../kit/meanings.js';

@ArgsType()
class DepartmentsArgs extends PageArgs {
  @Field(() => DateTime, SHOWN_AS_OF) readonly asOf?: string | null;
  @Field(() => DepartmentKind, { nullable: true, description: 'Of departments of this kind.' }) readonly kind?: string | null;
}

@ArgsType()
class OverviewArgs extends WhenArgs {
  @Field(() => ID, { description: 'Its id, not the global one of a node.' }) readonly id: string;
  @Field(() => DateTime, AS_OF) readonly asOf?: string | null;
}

@Answers(() => Department)
export class DepartmentResolver {
  constructor(private readonly listDepartments: ListDepartments) {}

  @Query(() => Department, { nullable: true, description: byItsId('department') })
  async department(@Args() args: AsOfIdArgs, @Context() context: RequestContext) {
    return (await context.at(args)).load('Department', args.id, context.asked(args.asOf));
  }

  @Query(() => Departments.type, { description: 'By id. A merged department is found under the id that continues it.' })
  async departments(@Args() args: DepartmentsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const asOf = context.asOf(moment, args.asOf);
    const identities = await moment.identities(asOf);
    const page = await this.listDepartments.execute(moment.reader, args.kind ?? undefined, args, asOf, identities);
    const shown = mapPage(page, (one) => (args.asOf ? inEffect(one) : ofPresent(one)));
    return moment.page('Department', shown, ({ departmentId }) => departmentId);
  }

  @ResolveField(() => DateTime, { description: 'The moment as of which it is shown.' })
  asOf({ asOf, moment }: NodeOf<'Department'>, _args: unknown, context: RequestContext): string {
    return asOf ?? context.asOf(moment);
  }

  @ResolveField(() => TicketCounts, {
    nullable: true,
    description: 'Its tickets by state at that moment; null if you may not see them.',
  })
  tickets(
    department: NodeOf<'Department'>,
    _args: unknown,
    context: RequestContext,
  ): TicketCounts | null | Promise<TicketCounts | null> {
    const { moment, departmentId } = department;
    const tickets = () => chain(summaryOf(department), (summary) => summary.tickets);
    if (admits(context.asker.identity.scope, { departmentId })) return tickets();
    return context.reach(moment).then((scope) => (admits(scope, { departmentId }) ? tickets() : null));
  }

  @ResolveField(() => [PlannedTouchpoint], {
    description: 'Those planned by that moment and neither held nor missed yet, by time; none if you may not see them.',
  })
  touchpoints(department: NodeOf<'Department'>) {
    return chain(summaryOf(department), (summary) => summary.touchpoints);
  }

  @ResolveField(() => Department, { nullable: true, description: 'The parent department, as of the same moment.' })
  parent({ moment, parentId, asOf }: NodeOf<'Department'>) {
    return moment.load('Department', parentId, asOf);
  }

  @ResolveField(() => String, { nullable: true, description: 'Its present name.' })
  async currentName({ moment, departmentId }: NodeOf<'Department'>) {
    return (await moment.load('Department', departmentId))?.name ?? null;
  }
}

/** For the present, the department's own document has it. */
const summaryOf = (department: NodeOf<'Department'>): MaybePromise<DepartmentSummary> =>
  department.asOf === undefined ? department : department.moment.departmentSummary(department.departmentId, department.asOf);

/** Without `asOf`: the resolvers then use the present of the request. */
const ofPresent = (department: RegisteredDepartment): NodeDocuments['Department'] => ({ ...department, asOf: undefined });

@Answers()
export class OverviewResolver {
  constructor(private readonly askDepartmentOverview: AskDepartmentOverview) {}

  @Query(() => DepartmentOverview, { nullable: true, description: 'Question 1: everything for a department’s home page.' })
  async departmentOverview(@Args() args: OverviewArgs, @Context() context: RequestContext) {
    await context.requireReach(args, { departmentId: args.id });
    const moment = await context.at(args);
    const [asOf, now] = [context.asked(args.asOf), await context.presentOf(args)];
    const identities = await moment.identities(asOf ?? now);
    const overview = await this.askDepartmentOverview.execute(moment.reader, args.id, asOf, now, identities);
    if (!overview) return null;
    const { department, tickets, relationships, nextTouchpoints, openPromises } = overview;
    return {
      department: moment.node(
        'Department',
        department.departmentId,
        asOf === undefined ? ofPresent(department) : inEffect(department),
      ),
      openTickets: tickets.new + tickets.inProgress + tickets.onHold,
      tickets,
      relationships: relationships.map((document) =>
        askedFor(moment.node('Relationship', document.relationshipId, document), asOf ?? now, undefined),
      ),
      liaisons: department.liaisons,
      nextTouchpoints,
      openPromises: openPromises.map((promise) => ({ ...promise, moment, asOf })),
    };
  }
}

/** The mutations of departments, one method per command. src/domain/department/ decides what a command leads to. */
@Answers()
export class DepartmentMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.department.type, describedAs(RegisterDepartment))
  registerDepartment(@Args('input', INPUT) input: RegisterDepartment, @Context() context: RequestContext) {
    return this.commands.carryOut(RegisterDepartment, input, context);
  }

  @Mutation(() => PAYLOADS.department.type, describedAs(RenameDepartment))
  renameDepartment(@Args('input', INPUT) input: RenameDepartment, @Context() context: RequestContext) {
    return this.commands.carryOut(RenameDepartment, input, context);
  }

  @Mutation(() => PAYLOADS.department.type, describedAs(ReparentDepartment))
  reparentDepartment(@Args('input', INPUT) input: ReparentDepartment, @Context() context: RequestContext) {
    return this.commands.carryOut(ReparentDepartment, input, context);
  }

  @Mutation(() => PAYLOADS.department.type, describedAs(MergeDepartment))
  mergeDepartment(@Args('input', INPUT) input: MergeDepartment, @Context() context: RequestContext) {
    return this.commands.carryOut(MergeDepartment, input, context);
  }

  @Mutation(() => PAYLOADS.department.type, describedAs(SplitDepartment))
  splitDepartment(@Args('input', INPUT) input: SplitDepartment, @Context() context: RequestContext) {
    return this.commands.carryOut(SplitDepartment, input, context);
  }

  @Mutation(() => PAYLOADS.department.type, describedAs(RetireDepartment))
  retireDepartment(@Args('input', INPUT) input: RetireDepartment, @Context() context: RequestContext) {
    return this.commands.carryOut(RetireDepartment, input, context);
  }
}
