import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { Locale, LOCALE, type LocaleName } from '../kit/locale.js';
import { RelationshipType } from '../kit/domain-enums.js';
import { RelationshipState } from './relationship.types.js';
import { AS_OF, PageArgs, SIDE, WhenArgs } from '../kit/args.js';
import { namedEnum } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import { ScoringPolicyChoice } from '../score/score.args.js';
import type { ScoreOrder } from '../../measures/score.js';

@InputType({ description: 'All that is given must hold.' })
export class RelationshipFilter {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => RelationshipState, {
    nullable: true,
    description: 'ESTABLISHED and ENDED ones when absent; OBSERVED are pairs that merely met.',
  })
  readonly state?: string | null;
  @Field(() => RelationshipType, { nullable: true }) readonly type?: string | null;
}

const RelationshipOrderEnum = namedEnum('RelationshipOrder', ['ID', 'ATTENTION', 'BEST'], 'By what relationships are ordered.', {
  ATTENTION:
    '"Surely not good" first: by the upper end of the score’s interval (value + 1.96 standard errors), ascending; INSUFFICIENT_DATA last. Give `asOf` ' +
    'to page through one and the same order.',
  BEST: '"Surely good" first: by the lower end of the interval, descending; INSUFFICIENT_DATA last.',
});

const POLICY = {
  nullable: true,
  description: 'The one in force at the moment when absent, the built-in one before any.',
} as const;

@ArgsType()
export class RelationshipArgs extends WhenArgs {
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => DateTime, AS_OF) readonly asOf?: string | null;
  @Field(() => ScoringPolicyChoice, POLICY) readonly policy?: ScoringPolicyChoice | null;
}

@ArgsType()
export class RelationshipsArgs extends PageArgs {
  @Field(() => RelationshipFilter, { nullable: true }) readonly filter?: RelationshipFilter | null;
  @Field(() => RelationshipOrderEnum, { nullable: true, description: 'ID when absent.' })
  readonly orderBy?: 'ID' | ScoreOrder | null;
  @Field(() => DateTime, AS_OF) readonly asOf?: string | null;
  @Field(() => ScoringPolicyChoice, POLICY) readonly policy?: ScoringPolicyChoice | null;
}

@ArgsType()
export class TimelineArgs extends PageArgs {
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => Locale, LOCALE) readonly locale?: LocaleName | null;
}

@ArgsType()
export class SilenceArgs extends PageArgs {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => DateTime, AS_OF) readonly asOf?: string | null;
}
