import { Field, ID, ObjectType } from '@nestjs/graphql';
import { namedEnum } from '../inputs/enums.js';
import { DateTime } from '../scalars/date-time.js';

export const PromiseKind = namedEnum(
  'PromiseKind',
  ['ACKNOWLEDGEMENT', 'UPDATE', 'UNCLAIMED'],
  'The first human word of a cycle, the next word, or that a team takes a ticket that nobody has.',
);

@ObjectType({ description: 'A word that is due to a department.' })
export class PromisedWord {
  @Field(() => ID) readonly ticketId: string;
  @Field(() => ID, { nullable: true, description: 'The team that has the ticket when the word falls due; null: nobody has.' })
  readonly teamId: string | null;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => PromiseKind) readonly kind: string;
  @Field(() => DateTime) readonly promisedAt: string;
  @Field(() => DateTime) readonly dueAt: string;
}
