import { Field, ID, InputType, Int } from '@nestjs/graphql';
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
