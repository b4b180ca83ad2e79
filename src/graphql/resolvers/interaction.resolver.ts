import { QueryBus } from '@nestjs/cqrs';
import { Args, Context, Query, ResolveField } from '@nestjs/graphql';
import { ListInteractions } from '../../queries/interaction/list-interactions.js';
import { given } from '../args/given.js';
import { InteractionsArgs } from '../args/list-args.js';
import { period } from '../args/period.js';
import { IdArgs } from '../args/query-args.js';
import type { NodeOf } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { Interactions } from '../types/connections.js';
import { Department } from '../types/department.js';
import { Interaction } from '../types/interaction.js';
import { Team } from '../types/team.js';
import { Ticket } from '../types/ticket.js';
import { Answers } from './answers.js';

@Answers(() => Interaction)
export class InteractionResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => Interaction, { nullable: true })
  async interaction(@Args() args: IdArgs, @Context() context: RequestContext) {
    return context.load(args, 'Interaction', args.id);
  }

  @Query(() => Interactions.type, {
    description: 'The contacts between people, the latest first unless `orderBy` says otherwise.',
  })
  async interactions(@Args() args: InteractionsArgs, @Context() context: RequestContext) {
    const moment = await context.at(args);
    const { startedFrom: first, startedBefore: end, ...equal } = given(args.filter);
    const [startedFrom, startedBefore] = period([first, end], ['filter.startedFrom', 'filter.startedBefore']);
    const filter = { ...equal, ...given({ startedFrom, startedBefore }) };
    await context.requireSides(args, filter);
    const [order, identities] = [args.orderBy ?? 'STARTED_AT_DESC', await moment.identitiesOf(filter)];
    const page = await this.queries.execute(new ListInteractions(moment.reader, filter, order, args, identities));
    return moment.page('Interaction', page, ({ interactionId }) => interactionId);
  }

  @ResolveField(() => Department, { nullable: true })
  department(interaction: NodeOf<'Interaction'>) {
    return interaction.moment.load('Department', interaction.departmentId);
  }

  @ResolveField(() => Team, { nullable: true })
  team(interaction: NodeOf<'Interaction'>) {
    return interaction.moment.load('Team', interaction.teamId);
  }

  @ResolveField(() => [Ticket], { description: 'The tickets it was about, as far as they are known.' })
  async tickets({ moment, ticketIds }: NodeOf<'Interaction'>) {
    const tickets = await Promise.all(ticketIds.map(async (id) => moment.load('Ticket', id)));
    return tickets.filter((ticket) => ticket !== null);
  }
}
