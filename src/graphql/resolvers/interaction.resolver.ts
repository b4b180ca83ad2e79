import { Args, Context, Query, ResolveField } from '@nestjs/graphql';
import { IdArgs } from '../args/query-args.js';
import type { NodeOf } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { Department } from '../types/department.js';
import { Interaction } from '../types/interaction.js';
import { Team } from '../types/team.js';
import { Ticket } from '../types/ticket.js';
import { Answers } from './answers.js';

@Answers(() => Interaction)
export class InteractionResolver {
  @Query(() => Interaction, { nullable: true })
  async interaction(@Args() args: IdArgs, @Context() context: RequestContext) {
    return (await context.at(args)).load('Interaction', args.id);
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
