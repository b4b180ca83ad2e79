import { Field, ID, ObjectType } from '@nestjs/graphql';
import { ActorKind } from '../inputs/domain-enums.js';
import { DateTime } from '../scalars/date-time.js';
import { Fidelity } from './fidelity.js';

@ObjectType({ description: 'One thing that happened between a team and a department.' })
export class TimelineEntry {
  @Field(() => DateTime, { description: 'When it happened.' }) readonly at: string;
  @Field(() => ID) readonly eventId: string;
  @Field(() => String, { description: 'The event’s type.' }) readonly type: string;
  @Field(() => ID, {
    description:
      'The commitment, improvement, interaction, ticket, touchpoint or goal it is about; where nothing smaller, the relationship: `<teamId>.<departmentId>`.',
  })
  readonly subject: string;
  @Field(() => ActorKind) readonly actorKind: string;
  @Field(() => Fidelity) readonly fidelity: string;
  @Field(() => String, { description: 'In plain words.' }) readonly summary: string;
}
