import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Tickets by state.' })
export class TicketCounts {
  @Field(() => Int) readonly new: number;
  @Field(() => Int) readonly inProgress: number;
  @Field(() => Int) readonly onHold: number;
  @Field(() => Int) readonly resolved: number;
  @Field(() => Int) readonly closed: number;
  @Field(() => Int) readonly cancelled: number;
  @Field(() => Int) readonly merged: number;
}
