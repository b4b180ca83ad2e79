import { Field, ID, ObjectType } from '@nestjs/graphql';
import { namedEnum } from '../inputs/enums.js';
import { DateTime } from '../scalars/date-time.js';

export const PromiseKind = namedEnum('PromiseKind', ['ACKNOWLEDGEMENT', 'UPDATE'], 'The first human answer, or the next update.');

@ObjectType({ description: 'A word that is due to a department.' })
export class PromisedWord {
  @Field(() => ID) readonly ticketId: string;
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => PromiseKind) readonly kind: string;
  @Field(() => DateTime) readonly promisedAt: string;
  @Field(() => DateTime) readonly dueAt: string;
}
