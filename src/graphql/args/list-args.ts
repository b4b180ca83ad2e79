import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { INTERACTION_ORDERS, type InteractionOrder } from '../../queries/interaction/list-interactions.js';
import { Direction, InteractionChannel, InteractionOutcome } from '../inputs/domain-enums.js';
import { namedEnum } from '../inputs/enums.js';
import { DateTime } from '../scalars/date-time.js';
import { ImprovementOrigin, ImprovementState } from '../types/improvement.js';
import { SurveyState } from '../types/survey.js';
import { PageArgs } from './page-args.js';
import { IdArgs } from './query-args.js';
import { SIDE } from './side.js';

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

@InputType({ description: 'All that is given must hold.' })
export class ImprovementFilter {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => [ImprovementState], { nullable: true, description: 'One of these.' }) readonly state?: readonly string[] | null;
  @Field(() => ImprovementOrigin, { nullable: true }) readonly origin?: string | null;
}

@ArgsType()
export class ImprovementsArgs extends PageArgs {
  @Field(() => ImprovementFilter, { nullable: true }) readonly filter?: ImprovementFilter | null;
}

@ArgsType()
export class SurveysArgs extends PageArgs {
  @Field(() => SurveyState, { nullable: true }) readonly state?: 'OPEN' | 'CLOSED' | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => ID, { nullable: true }) readonly instrumentId?: string | null;
}

@ArgsType()
export class CommitmentArgs extends IdArgs {
  @Field(() => DateTime, { nullable: true, description: 'How it stood then; at present when absent.' })
  readonly asOf?: string | null;
}
