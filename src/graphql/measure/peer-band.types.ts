import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DepartmentKind, Shown, namedEnum } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import { Component } from '../score/score.types.js';

export const Standing = namedEnum(
  'Standing',
  ['FAR_BELOW', 'BELOW', 'WITHIN', 'ABOVE', 'FAR_ABOVE'],
  'Where a department stands in the funnel of its peers: outside the 95 % limits, FAR_ outside the 99.8 % limits.',
  { WITHIN: 'No evidence that it differs, whatever a ranking would say.' },
);
export const FunnelState = namedEnum(
  'FunnelState',
  ['JUDGED', 'SPREAD_NOT_JUDGED', 'NO_PEERS'],
  'Whether the departments can be compared.',
  {
    SPREAD_NOT_JUDGED: 'Fewer than ten: how much they ordinarily differ cannot be told, and shows as ABOVE or BELOW.',
    NO_PEERS: 'Fewer than two have trials: there is nobody to compare with.',
  },
);

@ObjectType({ description: 'Between which values a unit of this size is expected if it does no other than its peers.' })
export class FunnelInterval {
  @Field(() => Float) readonly low: number;
  @Field(() => Float) readonly high: number;
}

@ObjectType({ description: 'A department in the funnel of its peers. Everything is null when suppressed.' })
export class PeerDepartment {
  @Field(() => ID) readonly departmentId: string;
  @Field(() => Shown) readonly state: string;
  @Field(() => Float, { nullable: true, description: 'successes / trials of the period.' }) readonly proportion: number | null;
  @Field(() => Int, { nullable: true }) readonly trials: number | null;
  @Field(() => Float, { nullable: true, description: 'The proportion of all peers’ trials together.' })
  readonly pooled: number | null;
  @Field(() => Int, { nullable: true, description: 'The departments of its kind that this is made of, itself included.' })
  readonly peers: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'Standard deviations from the peers’ rate: quantile of the exact mid-p value, divided by the spread that all share.',
  })
  readonly z: number | null;
  @Field(() => FunnelInterval, { nullable: true }) readonly within95: FunnelInterval | null;
  @Field(() => FunnelInterval, { nullable: true }) readonly within998: FunnelInterval | null;
  @Field(() => Standing, { nullable: true }) readonly standing: string | null;
}

@ObjectType('PeerBand', {
  description:
    'How departments of a kind compare: each in the funnel of all of them at its own size, by id and never in an order of merit. Over a stated ' +
    'period of whole days, by default the last calendar quarter that was over at `asOf`. Start, stop, when a trial counts and what is left out: ' +
    'as `Component` says of the measure. Suppressed below five trials, and where sums and differences would tell. TREATMENT: by whole quarters, ' +
    'suppressed below five people, however often they answered; a suppressed department is in no other number, and answers told after the quarter ' +
    'count from five people on: `withheld` says how many answers are not in it. Source: exact binomial funnel with overdispersion after ' +
    'Spiegelhalter 2005.',
})
export class PeerBands {
  @Field(() => DepartmentKind) readonly kind: string;
  @Field(() => Component) readonly measure: string;
  @Field(() => FunnelState) readonly state: string;
  @Field(() => DateTime) readonly from: string;
  @Field(() => DateTime, { description: 'Exclusive.' }) readonly until: string;
  @Field(() => Float, { nullable: true, description: 'The proportion of all peers’ trials together.' })
  readonly pooled: number | null;
  @Field(() => Int, { description: 'Departments that the comparison is made of.' }) readonly peers: number;
  @Field(() => Float, {
    nullable: true,
    description: 'How much more than by chance they differ, as a ratio of variances; above 1 every z is divided by its root.',
  })
  readonly overdispersion: number | null;
  @Field(() => Int, { description: 'Answers of this kind of departments that are not in it: told late, or by too few people.' })
  readonly withheld: number;
  @Field(() => [PeerDepartment], { description: 'By id; those with a trial in the period.' })
  readonly departments: readonly PeerDepartment[];
}
