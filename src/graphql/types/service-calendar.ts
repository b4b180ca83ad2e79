import { Field, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({ description: 'A calendar of service hours, from a moment on.' })
export class ServiceCalendar {
  @Field(() => DateTime) readonly effectiveAt: string;
  @Field(() => String, { description: 'IANA time zone.' }) readonly zone: string;
}
