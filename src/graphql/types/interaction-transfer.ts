import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({ description: 'The contact was passed to another team.' })
export class InteractionTransfer {
  @Field(() => ID) readonly fromTeamId: string;
  @Field(() => ID) readonly toTeamId: string;
  @Field(() => Boolean, { description: 'Introduced in person, not just passed on.' }) readonly warm: boolean;
  @Field(() => DateTime) readonly at: string;
}
