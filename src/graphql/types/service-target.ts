import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({ description: 'What a team promises, from a moment on.' })
export class ServiceTarget {
  @Field(() => DateTime) readonly effectiveAt: string;
  @Field(() => Int, { nullable: true, description: 'Minutes to a first human answer.' }) readonly acknowledgeMinutes:
    number | null;
  @Field(() => Int, { nullable: true, description: 'Minutes between words about open tickets.' })
  readonly updateMinutes: number | null;
  @Field(() => Int, { nullable: true, description: 'Days in which a reopening undoes a resolution.' })
  readonly reopenWindowDays: number | null;
}
