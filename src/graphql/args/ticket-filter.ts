import { Field, ID, InputType } from '@nestjs/graphql';
import { TicketChannel, TicketKind, TicketState } from '../inputs/domain-enums.js';
import { DateTime } from '../scalars/date-time.js';
import { SIDE } from './side.js';

@InputType({ description: 'All that is given must hold.' })
export class TicketFilter {
  @Field(() => [TicketState], { nullable: true, description: 'One of these.' })
  readonly state?: readonly string[] | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => TicketChannel, { nullable: true }) readonly channel?: string | null;
  @Field(() => TicketKind, { nullable: true }) readonly kind?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Inclusive.' }) readonly loggedFrom?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' }) readonly loggedBefore?: string | null;
}
