import { Args, Context, Mutation } from '@nestjs/graphql';
import {
  AddressConcern,
  EndInteraction,
  GiveInteractionFeedback,
  GiveRecognition,
  LinkInteractionToTicket,
  RaiseConcern,
  SelfAssessInteraction,
  StartInteraction,
  TransferInteraction,
} from '../../domain/interaction/commands.js';
import { ListInteractions } from '../../queries/list-interactions.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Department } from '../department/department.types.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';
import { given, IdArgs, period, INPUT } from '../kit/args.js';
import { Interactions } from '../kit/connections.js';
import type { NodeOf } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { Team } from '../team/team.types.js';
import { Ticket } from '../ticket/ticket.types.js';
import { InteractionsArgs, Interaction } from './interaction.types.js';
import { DEPARTMENT, TEAM, byItsId } from '../kit/meanings.js';

@Answers(() => Interaction)
export class InteractionResolver {
  constructor(private readonly listInteractions: ListInteractions) {}

  @Query(() => Interaction, { nullable: true, description: byItsId('contact') })
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

  @ResolveField(() => Department, { nullable: true, description: DEPARTMENT })
  department(interaction: NodeOf<'Interaction'>) {
    return interaction.moment.load('Department', interaction.departmentId);
  }

  @ResolveField(() => Team, { nullable: true, description: TEAM })
  team(interaction: NodeOf<'Interaction'>) {
    return interaction.moment.load('Team', interaction.teamId);
  }

  @ResolveField(() => [Ticket], { description: 'The tickets that it concerned, as far as they are known.' })
  async tickets({ moment, ticketIds }: NodeOf<'Interaction'>) {
    const tickets = await Promise.all(ticketIds.map(async (id) => moment.load('Ticket', id)));
    return tickets.filter((ticket) => ticket !== null);
  }
}

/** The mutations of contacts, one method per command. src/domain/interaction/ decides what a command leads to. */
@Answers()
export class InteractionMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.interaction.type, describedAs(StartInteraction))
  startInteraction(@Args('input', INPUT) input: StartInteraction, @Context() context: RequestContext) {
    return this.commands.carryOut(StartInteraction, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(LinkInteractionToTicket))
  linkInteractionToTicket(@Args('input', INPUT) input: LinkInteractionToTicket, @Context() context: RequestContext) {
    return this.commands.carryOut(LinkInteractionToTicket, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(TransferInteraction))
  transferInteraction(@Args('input', INPUT) input: TransferInteraction, @Context() context: RequestContext) {
    return this.commands.carryOut(TransferInteraction, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(EndInteraction))
  endInteraction(@Args('input', INPUT) input: EndInteraction, @Context() context: RequestContext) {
    return this.commands.carryOut(EndInteraction, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(GiveInteractionFeedback))
  giveInteractionFeedback(@Args('input', INPUT) input: GiveInteractionFeedback, @Context() context: RequestContext) {
    return this.commands.carryOut(GiveInteractionFeedback, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(SelfAssessInteraction))
  selfAssessInteraction(@Args('input', INPUT) input: SelfAssessInteraction, @Context() context: RequestContext) {
    return this.commands.carryOut(SelfAssessInteraction, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(GiveRecognition))
  giveRecognition(@Args('input', INPUT) input: GiveRecognition, @Context() context: RequestContext) {
    return this.commands.carryOut(GiveRecognition, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(RaiseConcern))
  raiseConcern(@Args('input', INPUT) input: RaiseConcern, @Context() context: RequestContext) {
    return this.commands.carryOut(RaiseConcern, input, context);
  }

  @Mutation(() => PAYLOADS.interaction.type, describedAs(AddressConcern))
  addressConcern(@Args('input', INPUT) input: AddressConcern, @Context() context: RequestContext) {
    return this.commands.carryOut(AddressConcern, input, context);
  }
}
