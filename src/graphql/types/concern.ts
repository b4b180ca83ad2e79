import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Side } from '../inputs/domain-enums.js';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({ description: 'Something was not right, in either direction.' })
export class Concern {
  @Field(() => ID) readonly concernId: string;
  @Field(() => Side) readonly about: string;
  @Field(() => DateTime) readonly raisedAt: string;
  @Field(() => DateTime, { nullable: true }) readonly addressedAt: string | null;
}
