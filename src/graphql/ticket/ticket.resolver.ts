import { Args, Context } from '@nestjs/graphql';
import { relationshipId } from '../../queries/relationship/relationship-id.js';
import { CountTickets, DescribeTicket, FindTickets } from '../../queries/ticket/tickets.js';
import type { TicketClocks } from '../../queries/ticket/ticket-clocks.js';
import { languageOf } from '../kit/locale.js';
import { given, IdArgs } from '../kit/args.js';
import { period } from '../kit/period.js';
import { DepartmentViewArgs, TicketCountsArgs, type TicketFilter, TicketsArgs } from './ticket.args.js';
import type { Moment, NodeOf } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { DateTime } from '../kit/scalars.js';
import { Tickets } from '../kit/connections.js';
import { Department } from '../department/department.types.js';
import { Relationship, Silence } from '../relationship/relationship.types.js';
import { Team } from '../team/team.types.js';
import { PromisedWord, Ticket, TicketCount, TicketDepartmentView } from './ticket.types.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';
import type { Type } from '@nestjs/common';

@Answers(() => Ticket)
export class TicketResolver {
  constructor(
    private readonly countTickets: CountTickets,
    private readonly describeTicket: DescribeTicket,
    private readonly findTickets: FindTickets,
  ) {}

  @Query(() => Ticket, { nullable: true })
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
    description: 'Question 4: the ticket in plain words, for the department.',
  })
  async ticketDepartmentView(@Args() args: DepartmentViewArgs, @Context() context: RequestContext) {
    const { reader } = await context.at(args);
    const described = await this.describeTicket.execute(reader, args.id, context.now, languageOf(args.locale));
    return described && { ...described, ticketId: described.ticket.ticketId };
  }

  @ResolveField(() => DateTime, {
    nullable: true,
    description: 'Until when a first human word is, or was, due in the current cycle.',
  })
  async acknowledgeBy(ticket: NodeOf<'Ticket'>, _args: unknown, context: RequestContext) {
    return (await this.clocks(ticket, context)).acknowledgeBy;
  }

  @ResolveField(() => DateTime, {
    nullable: true,
    description: 'When the next word to the department is due: promised, or by target. It stays while the word stays away.',
  })
  async nextUpdateBy(ticket: NodeOf<'Ticket'>, _args: unknown, context: RequestContext) {
    return (await this.clocks(ticket, context)).nextUpdateBy;
  }

  private clocks({ moment, ticketId }: NodeOf<'Ticket'>, { now }: RequestContext): Promise<TicketClocks> {
    return moment.clocks(ticketId, moment.reader.recordedAt ? moment.present : now);
  }

  @ResolveField(() => Department, { nullable: true })
  department(ticket: NodeOf<'Ticket'>) {
    return ticket.moment.load('Department', ticket.departmentId);
  }

  @ResolveField(() => Team, { nullable: true, description: 'The team that has it.' })
  team(ticket: NodeOf<'Ticket'>) {
    return ticket.moment.load('Team', ticket.teamId);
  }

  @ResolveField(() => Relationship, { nullable: true, description: 'Between the team that has it and the department.' })
  relationship({ moment, teamId, departmentId }: NodeOf<'Ticket'>) {
    return moment.load('Relationship', teamId && relationshipId(teamId, departmentId));
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
}

/** The neighbours of a promised word; the same for each type that is one. */
function wordResolver(type: Type): Type {
  @Answers(() => type)
  class WordResolver {
    @ResolveField(() => Ticket, { nullable: true })
    ticket(word: Word) {
      return word.moment.load('Ticket', word.ticketId);
    }

    @ResolveField(() => Team, { nullable: true })
    team(word: Word) {
      return word.moment.load('Team', word.teamId);
    }

    @ResolveField(() => Department, { nullable: true })
    department(word: Word) {
      return word.moment.load('Department', word.departmentId);
    }
  }
  Object.defineProperty(WordResolver, 'name', { value: `${type.name}Resolver` });
  return WordResolver;
}

export const WORD_RESOLVERS = [PromisedWord, Silence].map(wordResolver);
