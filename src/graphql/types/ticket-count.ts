import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { TICKET_GROUPS } from '../../queries/ticket/count-tickets.js';
import { TicketState } from '../inputs/domain-enums.js';
import { namedEnum } from '../inputs/enums.js';

export const TicketGroup = namedEnum('TicketGroup', TICKET_GROUPS, 'By what tickets are counted.', {
  MONTH: 'Of logging.',
});

@ObjectType({ description: 'How many tickets there are of one kind. What was not grouped by is null.' })
export class TicketCount {
  @Field(() => TicketState, { nullable: true }) readonly state: string | null;
  @Field(() => ID, { nullable: true, description: 'Null also where no team has the ticket.' }) readonly teamId: string | null;
  @Field(() => ID, { nullable: true }) readonly departmentId: string | null;
  @Field(() => String, { nullable: true, description: '`YYYY-MM` of logging.' }) readonly month: string | null;
  @Field(() => Int) readonly count: number;
}
