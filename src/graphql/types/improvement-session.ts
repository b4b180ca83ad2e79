import { Field, Int, ObjectType } from '@nestjs/graphql';
import { namedEnum } from '../inputs/enums.js';
import { DateTime } from '../scalars/date-time.js';

export const SessionKind = namedEnum('SessionKind', ['TRAINING', 'TEAM_BUILDING', 'JOINT_REVIEW']);

@ObjectType({ description: 'How many of a side were asked to come and how many came.' })
export class Reach {
  @Field(() => Int) readonly invited: number;
  @Field(() => Int) readonly attended: number;
}

@ObjectType('ImprovementSession', { description: 'A training, a team building or a joint review.' })
export class Attended {
  @Field(() => SessionKind) readonly kind: string;
  @Field(() => DateTime) readonly at: string;
  @Field(() => String) readonly topic: string;
  @Field(() => Reach) readonly it: Reach;
  @Field(() => Reach) readonly department: Reach;
}
