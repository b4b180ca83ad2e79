import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'What a ticket looks like to the department, in plain words.' })
export class TicketDepartmentView {
  @Field(() => ID) readonly ticketId: string;
  @Field(() => String) readonly headline: string;
  @Field(() => String) readonly whatHappenedLast: string;
  @Field(() => String) readonly whoHasIt: string;
  @Field(() => String) readonly whatIsPromisedNext: string;
}
