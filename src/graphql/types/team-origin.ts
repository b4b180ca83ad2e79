import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({ description: 'A team that goes on in another one, and since when.' })
export class TeamOrigin {
  @Field(() => ID) readonly teamId: string;
  @Field(() => DateTime) readonly effectiveAt: string;
}
