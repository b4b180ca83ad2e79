import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'What the organisation decides for all (`adoptSettings`), and by default where it decided nothing.' })
export class Settings {
  @Field(() => ID, { description: 'For `adoptSettings` and other commands about the whole.' }) readonly organizationId: string;
  @Field(() => String, {
    description: 'IANA zone that cuts days, months and quarters; the one adopted last, whenever it is asked.',
  })
  readonly zone: string;
  @Field(() => Int, { description: 'Days of 24 hours within which a planned touchpoint may still be held.' })
  readonly graceDays: number;
  @Field(() => Int, { description: 'Hours by the clock within which a team takes a new ticket.' })
  readonly claimWithinHours: number;
  @Field(() => Int, { description: 'Fewer people than this are never told apart.' }) readonly smallestGroup: number;
}
