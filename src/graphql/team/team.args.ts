import { ArgsType, Field } from '@nestjs/graphql';
import { PageArgs, SHOWN_AS_OF } from '../kit/args.js';
import { DateTime } from '../kit/scalars.js';

@ArgsType()
export class TeamsArgs extends PageArgs {
  @Field(() => DateTime, SHOWN_AS_OF) readonly asOf?: string | null;
}
