import { namedEnum } from '../kit/enums.js';
import { INTERACTION_ORDERS, type InteractionOrder } from '../../queries/list-interactions.js';
import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { PageArgs, SIDE } from '../kit/args.js';
import { Direction, InteractionChannel, InteractionOutcome } from '../kit/domain-enums.js';
import { DateTime } from '../kit/scalars.js';

const InteractionOrderEnum = namedEnum(
  'InteractionOrder',
  Object.keys(INTERACTION_ORDERS),
  'By what contacts are ordered; the id breaks ties.',
);

@InputType({ description: 'All that is given must hold.' })
export class InteractionFilter {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => InteractionChannel, { nullable: true }) readonly channel?: string | null;
  @Field(() => Direction, { nullable: true }) readonly direction?: string | null;
  @Field(() => InteractionOutcome, { nullable: true }) readonly outcome?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Inclusive.' }) readonly startedFrom?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' }) readonly startedBefore?: string | null;
}

@ArgsType()
export class InteractionsArgs extends PageArgs {
  @Field(() => InteractionFilter, { nullable: true }) readonly filter?: InteractionFilter | null;
  @Field(() => InteractionOrderEnum, { nullable: true, description: 'STARTED_AT_DESC when absent.' })
  readonly orderBy?: InteractionOrder | null;
}

@ArgsType()
export class FeedbackArgs extends PageArgs {
  @Field(() => ID) readonly departmentId: string;
}
