import { ArgsType, Field } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';
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

  @Field(() => DateTime, {
    nullable: true,
    description: 'The views as they were known at this moment: of what was recorded by then. Instead of `atPosition`.',
  })
  readonly knownAt?: string | null;
}
