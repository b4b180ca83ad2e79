import { Field, ID, ObjectType } from '@nestjs/graphql';
import { TouchpointType } from '../inputs/domain-enums.js';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({ description: 'A meeting that both sides count on.' })
export class PlannedTouchpoint {
  @Field(() => ID) readonly touchpointId: string;
  @Field(() => ID) readonly teamId: string;
  @Field(() => TouchpointType) readonly type: string;
  @Field(() => DateTime) readonly plannedFor: string;
}
