import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTime } from './scalars.js';

@ObjectType({ description: 'An id in another system.' })
export class ExternalId {
  @Field(() => String) readonly system: string;
  @Field(() => ID) readonly value: string;
}

@ObjectType({ description: 'A name that was in use until a moment.' })
export class FormerName {
  @Field(() => String) readonly name: string;
  @Field(() => DateTime) readonly until: string;
}
