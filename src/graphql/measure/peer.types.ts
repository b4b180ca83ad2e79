import { ArgsType, Field, Float, ID, Int, ObjectType, OmitType } from '@nestjs/graphql';
import type { Funnel, Standing as StandingOf } from '../../measures/funnel.js';
import { WhenArgs } from '../kit/args.js';
import { DepartmentKind, namedEnum, Shown } from '../kit/enums.js';
import { COMPONENT, DEPARTMENT_ID, MAY_BE_SHOWN } from '../kit/meanings.js';
import { DateTime } from '../kit/scalars.js';
import { Component } from '../score/score.types.js';

/** No `atPosition` or `knownAt`: two answers about one quarter would reveal the few ratings in between. */
@ArgsType()
export class PeerArgs extends OmitType(WhenArgs, ['atPosition', 'knownAt'] as const, ArgsType) {
  @Field(() => DepartmentKind, { description: 'Of departments of this kind.' }) readonly kind: string;
  @Field(() => Component, { description: 'The measured component of the score.' }) readonly measure: string;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'From the day that begins then (TREATMENT: a quarter that begins then); the last full quarter when no period is given.',
  })
  readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive; given together with `from`, and not after `asOf`.' })
  readonly to?: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'As of this moment; without a period, the last quarter that had ended by then. Now when absent.',
  })
  readonly asOf?: string | null;
}

export const Standing = namedEnum<StandingOf>(
  'Standing',
  {
    FAR_BELOW: 'Below the 99.8 % limits.',
    BELOW: 'Below the 95 % limits.',
    WITHIN: 'No evidence that it differs.',
    ABOVE: 'Above the 95 % limits.',
    FAR_ABOVE: 'Above the 99.8 % limits.',
  },
  'The place of a department in the funnel of its peers: outside the 95 % limits, FAR_ outside the 99.8 % limits.',
);
export const FunnelState = namedEnum<Funnel['state']>(
  'FunnelState',
  {
    JUDGED: 'Ten or more have trials: their usual variation is estimated and taken into account.',
    SPREAD_NOT_JUDGED: 'Fewer than ten: their usual variation cannot be estimated, and shows as ABOVE or BELOW.',
    NO_PEERS: 'Fewer than two have trials: there is nothing to compare with.',
  },
  'Whether the departments can be compared.',
);

@ObjectType({ description: 'The range expected of a unit of this size that does not differ from its peers.' })
export class FunnelInterval {
  @Field(() => Float, { description: 'The lower limit; a proportion.' }) readonly low: number;
  @Field(() => Float, { description: 'The upper limit; a proportion.' }) readonly high: number;
}

@ObjectType({ description: 'A department in the funnel of its peers. Everything is null when suppressed.' })
export class PeerDepartment {
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => Shown, { description: MAY_BE_SHOWN }) readonly state: string;
  @Field(() => Float, { nullable: true, description: 'successes / trials of the period.' }) readonly proportion: number | null;
  @Field(() => Int, { nullable: true, description: 'Trials of the period.' }) readonly trials: number | null;
  @Field(() => Float, { nullable: true, description: 'The proportion over all trials of the peers.' })
  readonly pooled: number | null;
  @Field(() => Int, { nullable: true, description: 'The departments that it continues, including itself.' })
  readonly peers: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'Standard deviations from the peers’ rate: quantile of the exact mid-p value, divided by the spread that all share.',
  })
  readonly z: number | null;
  @Field(() => FunnelInterval, { nullable: true, description: 'The 95 % limits for its number of trials.' })
  readonly within95: FunnelInterval | null;
  @Field(() => FunnelInterval, { nullable: true, description: 'The 99.8 % limits for its number of trials.' })
  readonly within998: FunnelInterval | null;
  @Field(() => Standing, { nullable: true, description: 'Its place in the funnel.' }) readonly standing: string | null;
}

@ObjectType('PeerBand', {
  description:
    'A comparison of the departments of a kind: each in the funnel of all of them for its size, ordered by id and not by merit. Over a ' +
    'period of whole days, by default the last calendar quarter that had ended at `asOf`. Start, stop, when a trial counts and what is left out: ' +
    'as `Component` says of the measure. Numbers on work are shown of every department, as in the score. TREATMENT: by whole quarters, ' +
    'suppressed below five people, however often they rated; a suppressed department is in no other number, and ratings recorded after the quarter ' +
    'count from five people on: `withheld` says how many answers are not in it. Source: exact binomial funnel with overdispersion after ' +
    'Spiegelhalter 2005.',
})
export class PeerBands {
  @Field(() => DepartmentKind, { description: 'The kind of departments that are compared.' }) readonly kind: string;
  @Field(() => Component, { description: COMPONENT }) readonly measure: string;
  @Field(() => FunnelState, { description: 'Whether the departments can be compared.' }) readonly state: string;
  @Field(() => DateTime, { description: 'The first moment of the period.' }) readonly from: string;
  @Field(() => DateTime, { description: 'Exclusive.' }) readonly until: string;
  @Field(() => Float, { nullable: true, description: 'The proportion over all trials of the peers.' })
  readonly pooled: number | null;
  @Field(() => Int, { description: 'The departments in the comparison.' }) readonly peers: number;
  @Field(() => Float, {
    nullable: true,
    description: 'The ratio of their variance to that of chance alone; above 1, every z is divided by its root.',
  })
  readonly overdispersion: number | null;
  @Field(() => Int, { description: 'Ratings that are not included: recorded late, or by too few people.' })
  readonly withheld: number;
  @Field(() => [PeerDepartment], { description: 'By id; those with a trial in the period.' })
  readonly departments: readonly PeerDepartment[];
}
