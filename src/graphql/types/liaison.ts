import { Field, ID, ObjectType } from '@nestjs/graphql';
import { RelationshipSide } from '../inputs/domain-enums.js';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({ description: 'Someone who looks after a relationship.' })
export class Liaison {
  @Field(() => ID) readonly teamId: string;
  @Field(() => RelationshipSide) readonly side: string;
  @Field(() => String, { description: 'Pseudonym.' }) readonly personRef: string;
  @Field(() => DateTime) readonly since: string;
}
