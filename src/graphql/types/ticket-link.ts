import { Field, ID, ObjectType } from '@nestjs/graphql';
import { LinkRelation } from '../inputs/domain-enums.js';

@ObjectType({ description: 'Another record that the ticket has to do with.' })
export class TicketLink {
  @Field(() => LinkRelation) readonly relation: string;
  @Field(() => ID) readonly otherRef: string;
}
