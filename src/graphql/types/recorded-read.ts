import { Field, Float, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({
  description:
    'Somebody looked at a text, a rating, a survey’s result, or at who somebody is. Such records are chained by a keyed hash.',
})
export class RecordedRead {
  @Field(() => Float, { description: 'From 1, without a gap.' }) readonly sequence: number;
  @Field(() => DateTime) readonly at: string;
  @Field(() => String, { description: 'Who looked.' }) readonly reader: string;
  @Field(() => String, { description: 'Through what: `Ticket`, `text`, `holdings`, …' }) readonly via: string;
  @Field(() => String, { description: 'Whose it was: a pseudonym, or the stream where it is not told by whom.' })
  readonly subject: string;
  @Field(() => String, { description: 'What it was: the key of a text, `ratings`, `result`, `holdings`.' })
  readonly thing: string;
}
