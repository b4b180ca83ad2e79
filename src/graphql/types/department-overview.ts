import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Department } from './department.js';
import { Liaison } from './liaison.js';
import { PlannedTouchpoint } from './planned-touchpoint.js';
import { PromisedWord } from './promised-word.js';
import { Relationship } from './relationship.js';
import { TicketCounts } from './ticket-counts.js';

@ObjectType({ description: 'Everything for a department’s home page.' })
export class DepartmentOverview {
  @Field(() => Department) readonly department: Department;
  @Field(() => Int, { description: 'New, in progress or on hold.' }) readonly openTickets: number;
  @Field(() => TicketCounts) readonly tickets: TicketCounts;
  @Field(() => [Relationship], { description: 'Observed and established ones.' }) readonly relationships: readonly Relationship[];
  @Field(() => [Liaison]) readonly liaisons: readonly Liaison[];
  @Field(() => [PlannedTouchpoint], { description: 'Planned for `asOf` or later.' })
  readonly nextTouchpoints: readonly PlannedTouchpoint[];
  @Field(() => [PromisedWord], { description: 'The words that IT owes next, the most pressing first.' })
  readonly openPromises: readonly PromisedWord[];
}
