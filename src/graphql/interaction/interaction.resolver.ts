import { Args, Context } from '@nestjs/graphql';
import { ListInteractions } from '../../queries/list-interactions.js';
import { given, IdArgs } from '../kit/args.js';
import { InteractionsArgs } from './interaction.args.js';
import { period } from '../kit/period.js';
import type { NodeOf } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { Interactions } from '../kit/connections.js';
import { Department } from '../department/department.types.js';
import { Interaction } from './interaction.types.js';
import { Team } from '../team/team.types.js';
import { Ticket } from '../ticket/ticket.types.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';

@Answers(() => Interaction)
export class InteractionResolver {
  constructor(private readonly listInteractions: ListInteractions) {}

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
    const page = await this.listInteractions.execute(moment.reader, filter, order, args, identities);
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
