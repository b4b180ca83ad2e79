import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({ description: 'One thing that went well or did not, and the events that say so.' })
export class Trial {
  @Field(() => ID) readonly trialId: string;
  @Field(() => Boolean) readonly success: boolean;
  @Field(() => DateTime, {
    description: 'When the verdict was given, or when the deadline passed in silence. It counts from here on.',
  })
  readonly at: string;
  @Field(() => ID, { description: 'The ticket, contact, promise or touchpoint that was tried.' }) readonly subject: string;
  @Field(() => [ID], { description: 'The events that made the verdict, in the order of their stream.' })
  readonly eventIds: readonly string[];
}
