import { ArgsType, Field } from '@nestjs/graphql';
import { Position } from '../scalars/position.js';

@ArgsType()
export class WhenArgs {
  @Field(() => Position, {
    nullable: true,
    description: 'Wait, bounded, until the views have taken in this position: my own write.',
  })
  readonly minPosition?: string | null;

  @Field(() => Position, { nullable: true, description: 'The views as the log up to this position makes them.' })
  readonly atPosition?: string | null;
}
