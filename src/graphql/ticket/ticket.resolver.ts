import type { Type } from '@nestjs/common';
import { Args, Context, Mutation } from '@nestjs/graphql';
import {
  AcknowledgeTicket,
  AssignTicket,
  CancelTicket,
  CategoriseTicket,
  ChaseTicketUpdate,
  CloseTicket,
  ConfirmTicketResolution,
  CorrectTicketDepartment,
  EscalateTicket,
  LinkTicket,
  LogTicket,
  MergeTicket,
  PlaceTicketOnHold,
  PrioritiseTicket,
  RecordRequesterReply,
  RecordTicketImport,
  RejectTicketResolution,
  ReopenTicket,
  ResolveTicket,
  ResumeTicket,
  ShareTicketUpdate,
  StartTicketWork,
  UnassignTicket,
} from '../../domain/ticket/commands.js';
import { relationshipId } from '../../queries/relationship/joined-relationship.js';
import type { TicketClocks } from '../../queries/ticket/ticket-clocks.js';
import { CountTickets, DescribeTicket, FindTickets } from '../../queries/ticket/tickets.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Department } from '../department/department.types.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';
import { given, IdArgs, period, INPUT } from '../kit/args.js';
import { Tickets } from '../kit/connections.js';
import { languageOf } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import { askedMoment, type Moment, type NodeOf } from '../moment.js';
import { askedFor, Relationship, Silence } from '../relationship/relationship.types.js';
import type { RequestContext } from '../request-context.js';
import { Team } from '../team/team.types.js';
import {
  DepartmentViewArgs,
  TicketCountsArgs,
  type TicketFilter,
  TicketsArgs,
  PromisedWord,
  Ticket,
  TicketCount,
  TicketDepartmentView,
} from './ticket.types.js';
import { DEPARTMENT, TEAM, byItsId } from '../kit/meanings.js';

@Answers(() => Ticket)
export class TicketResolver {
  constructor(
    private readonly countTickets: CountTickets,
    private readonly describeTicket: DescribeTicket,
    private readonly findTickets: FindTickets,
  ) {}

  @Query(() => Ticket, { nullable: true, description: byItsId('ticket') })
  async ticket(@Args() args: IdArgs, @Context() context: RequestContext) {
    return context.load(args, 'Ticket', args.id);
  }

  @Query(() => Tickets.type, { description: 'The board.' })
  async tickets(@Args() args: TicketsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const filter = filterOf(args.filter);
    await context.requireSides(args, filter);
    const [order, identities] = [args.orderBy ?? 'LOGGED_AT_DESC', await moment.identitiesOf(filter)];
    const page = await this.findTickets.execute(moment.reader, filter, order, args, context.asOf(moment), identities);
    return moment.page('Ticket', page, ({ ticketId }) => ticketId);
  }

  @Query(() => [TicketCount], { description: 'Tickets counted by state, team, department and month of logging.' })
  async ticketCounts(@Args() args: TicketCountsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const filter = filterOf(args.filter);
    await context.requireSides(args, filter);
    return this.countTickets.execute(moment.reader, args.groupBy, filter, context.asOf(moment), await moment.identities());
  }

  @Query(() => TicketDepartmentView, {
    nullable: true,
    description: 'Question 4: the ticket in plain language, for the department.',
  })
  async ticketDepartmentView(@Args() args: DepartmentViewArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const language = languageOf(args.locale);
    const described = await this.describeTicket.execute(moment.reader, args.id, context.asOf(moment), language);
    return described && { ...described, ticketId: described.ticket.ticketId };
  }

  @ResolveField(() => DateTime, {
    nullable: true,
    description: 'When the first response by a person is, or was, due in the current cycle.',
  })
  async acknowledgeBy(ticket: NodeOf<'Ticket'>, _args: unknown, context: RequestContext) {
    return (await this.clocks(ticket, context)).acknowledgeBy;
  }

  @ResolveField(() => DateTime, {
    nullable: true,
    description: 'When the next update to the department is due: promised, or by target. It remains until the update is sent.',
  })
  async nextUpdateBy(ticket: NodeOf<'Ticket'>, _args: unknown, context: RequestContext) {
    return (await this.clocks(ticket, context)).nextUpdateBy;
  }

  private clocks(ticket: NodeOf<'Ticket'>, context: RequestContext): Promise<TicketClocks> {
    const { moment, ticketId } = ticket;
    return moment.clocks(ticketId, askedMoment(ticket) ?? context.asOf(moment));
  }

  @ResolveField(() => Department, { nullable: true, description: DEPARTMENT })
  department(ticket: NodeOf<'Ticket'>) {
    return ticket.moment.load('Department', ticket.departmentId, askedMoment(ticket));
  }

  @ResolveField(() => Team, { nullable: true, description: 'The team to which it is assigned.' })
  team(ticket: NodeOf<'Ticket'>) {
    return ticket.moment.load('Team', ticket.teamId, askedMoment(ticket));
  }

  @ResolveField(() => Relationship, {
    nullable: true,
    description: 'Between the team to which it is assigned and the department.',
  })
  async relationship(ticket: NodeOf<'Ticket'>) {
    const { moment, teamId, departmentId } = ticket;
    const asOf = askedMoment(ticket);
    const found = await moment.load('Relationship', teamId && relationshipId(teamId, departmentId), asOf);
    return found && askedFor(found, asOf, undefined);
  }
}

function filterOf(asked: TicketFilter | null | undefined) {
  const { loggedFrom: first, loggedBefore: end, ...equal } = given(asked);
  const [loggedFrom, loggedBefore] = period([first, end], ['filter.loggedFrom', 'filter.loggedBefore']);
  return { ...equal, ...given({ loggedFrom, loggedBefore }) };
}

interface Word {
  readonly ticketId: string;
  readonly teamId: string | null;
  readonly departmentId: string;
  readonly moment: Moment;
  /** The requested moment, if any: the ticket, team and department are shown as they were then. */
  readonly asOf?: string | undefined;
}

/** The fields `ticket`, `team` and `department` of a promised word, for each type that is one. */
function wordResolver(type: Type): Type {
  @Answers(() => type)
  class WordResolver {
    @ResolveField(() => Ticket, { nullable: true, description: 'As of the moment of the query.' })
    ticket(word: Word) {
      return word.moment.load('Ticket', word.ticketId, word.asOf);
    }

    @ResolveField(() => Team, { nullable: true, description: TEAM })
    team(word: Word) {
      return word.moment.load('Team', word.teamId, word.asOf);
    }

    @ResolveField(() => Department, { nullable: true, description: DEPARTMENT })
    department(word: Word) {
      return word.moment.load('Department', word.departmentId, word.asOf);
    }
  }
  Object.defineProperty(WordResolver, 'name', { value: `${type.name}Resolver` });
  return WordResolver;
}

export const WORD_RESOLVERS = [PromisedWord, Silence].map(wordResolver);

/** The mutations of tickets, one method per command. src/domain/ticket/ decides what a command leads to. */
@Answers()
export class TicketMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.ticket.type, describedAs(LogTicket))
  logTicket(@Args('input', INPUT) input: LogTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(LogTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(AssignTicket))
  assignTicket(@Args('input', INPUT) input: AssignTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(AssignTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(UnassignTicket))
  unassignTicket(@Args('input', INPUT) input: UnassignTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(UnassignTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(StartTicketWork))
  startTicketWork(@Args('input', INPUT) input: StartTicketWork, @Context() context: RequestContext) {
    return this.commands.carryOut(StartTicketWork, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(AcknowledgeTicket))
  acknowledgeTicket(@Args('input', INPUT) input: AcknowledgeTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(AcknowledgeTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(CategoriseTicket))
  categoriseTicket(@Args('input', INPUT) input: CategoriseTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(CategoriseTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(PrioritiseTicket))
  prioritiseTicket(@Args('input', INPUT) input: PrioritiseTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(PrioritiseTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(EscalateTicket))
  escalateTicket(@Args('input', INPUT) input: EscalateTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(EscalateTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(PlaceTicketOnHold))
  placeTicketOnHold(@Args('input', INPUT) input: PlaceTicketOnHold, @Context() context: RequestContext) {
    return this.commands.carryOut(PlaceTicketOnHold, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(ResumeTicket))
  resumeTicket(@Args('input', INPUT) input: ResumeTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(ResumeTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(ShareTicketUpdate))
  shareTicketUpdate(@Args('input', INPUT) input: ShareTicketUpdate, @Context() context: RequestContext) {
    return this.commands.carryOut(ShareTicketUpdate, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(RecordRequesterReply))
  recordRequesterReply(@Args('input', INPUT) input: RecordRequesterReply, @Context() context: RequestContext) {
    return this.commands.carryOut(RecordRequesterReply, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(ChaseTicketUpdate))
  chaseTicketUpdate(@Args('input', INPUT) input: ChaseTicketUpdate, @Context() context: RequestContext) {
    return this.commands.carryOut(ChaseTicketUpdate, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(ResolveTicket))
  resolveTicket(@Args('input', INPUT) input: ResolveTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(ResolveTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(ConfirmTicketResolution))
  confirmTicketResolution(@Args('input', INPUT) input: ConfirmTicketResolution, @Context() context: RequestContext) {
    return this.commands.carryOut(ConfirmTicketResolution, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(RejectTicketResolution))
  rejectTicketResolution(@Args('input', INPUT) input: RejectTicketResolution, @Context() context: RequestContext) {
    return this.commands.carryOut(RejectTicketResolution, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(ReopenTicket))
  reopenTicket(@Args('input', INPUT) input: ReopenTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(ReopenTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(CloseTicket))
  closeTicket(@Args('input', INPUT) input: CloseTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(CloseTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(CancelTicket))
  cancelTicket(@Args('input', INPUT) input: CancelTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(CancelTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(LinkTicket))
  linkTicket(@Args('input', INPUT) input: LinkTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(LinkTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(MergeTicket))
  mergeTicket(@Args('input', INPUT) input: MergeTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(MergeTicket, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(CorrectTicketDepartment))
  correctTicketDepartment(@Args('input', INPUT) input: CorrectTicketDepartment, @Context() context: RequestContext) {
    return this.commands.carryOut(CorrectTicketDepartment, input, context);
  }

  @Mutation(() => PAYLOADS.ticket.type, describedAs(RecordTicketImport))
  recordTicketImport(@Args('input', INPUT) input: RecordTicketImport, @Context() context: RequestContext) {
    return this.commands.carryOut(RecordTicketImport, input, context);
  }
}
