import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { TicketChannel, TicketKind, TicketState } from '../kit/domain-enums.js';
import { DateTime } from '../kit/scalars.js';
import { IdArgs, PageArgs, SIDE, WhenArgs } from '../kit/args.js';
import { Locale, LOCALE, type LocaleName } from '../kit/locale.js';
import { namedEnum } from '../kit/enums.js';
import { TICKET_ORDERS, type TicketOrder, type TicketGroup as Group } from '../../queries/ticket/tickets.js';
import { TicketGroup } from './ticket.types.js';

@InputType({ description: 'All that is given must hold.' })
export class TicketFilter {
  @Field(() => [TicketState], { nullable: true, description: 'One of these.' })
  readonly state?: readonly string[] | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => TicketChannel, { nullable: true }) readonly channel?: string | null;
  @Field(() => TicketKind, { nullable: true }) readonly kind?: string | null;
  @Field(() => String, { nullable: true, description: 'Pseudonym of who asked.' }) readonly requesterRef?: string | null;
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person assigned.' }) readonly assigneeRef?: string | null;
  @Field(() => Int, { nullable: true, description: '1 the highest.' }) readonly priority?: number | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a word to the department stays away longer than was promised: those that `silenceList` names.',
  })
  readonly overdue?: boolean | null;
  @Field(() => ID, { nullable: true, description: 'What it is called in the system that it was taken from.' })
  readonly externalId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Inclusive.' }) readonly loggedFrom?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' }) readonly loggedBefore?: string | null;
}

const TicketOrderEnum = namedEnum('TicketOrder', Object.keys(TICKET_ORDERS), 'By what the board is ordered; the id breaks ties.');

@ArgsType()
export class TicketsArgs extends PageArgs {
  @Field(() => TicketFilter, { nullable: true }) readonly filter?: TicketFilter | null;
  @Field(() => TicketOrderEnum, { nullable: true, description: 'LOGGED_AT_DESC when absent.' })
  readonly orderBy?: TicketOrder | null;
}

@ArgsType()
export class TicketCountsArgs extends WhenArgs {
  @Field(() => [TicketGroup], { description: 'None: all in one number.' }) readonly groupBy: readonly Group[];
  @Field(() => TicketFilter, { nullable: true }) readonly filter?: TicketFilter | null;
}

@ArgsType()
export class DepartmentViewArgs extends IdArgs {
  @Field(() => Locale, LOCALE) readonly locale?: LocaleName | null;
}
