import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { namedEnum } from '../inputs/enums.js';
import { DateTime } from '../scalars/date-time.js';
import { Component } from './component.js';
import { Improvement } from './improvement.js';
import { Bucket, SeriesPoint } from './measure-series.js';

export const InterventionState = namedEnum(
  'InterventionState',
  ['ANALYSED', 'NOT_DELIVERED', 'NO_MEASURE', 'NO_TRIALS'],
  'Whether before and after can be compared.',
  { NO_MEASURE: 'It is judged by a measure of the organisation’s own, of which no trials are kept here.' },
);

@ObjectType({ description: 'All periods on one side of an intervention, taken together.' })
export class InterventionSide {
  @Field(() => Int) readonly periods: number;
  @Field(() => Int) readonly successes: number;
  @Field(() => Int) readonly trials: number;
  @Field(() => Float) readonly proportion: number;
  @Field(() => Float, { description: 'Wilson, 95 %.' }) readonly low: number;
  @Field(() => Float, { description: 'Wilson, 95 %.' }) readonly high: number;
}

@ObjectType({ description: 'After less before, with its 95 % interval. Source: Newcombe 1998, method 10.' })
export class InterventionDifference {
  @Field(() => Float) readonly value: number;
  @Field(() => Float) readonly low: number;
  @Field(() => Float) readonly high: number;
}

@ObjectType({
  description:
    'What was before an improvement and what was after its delivery; a difference, never a cause. Plain proportions of whole periods that are ' +
    'over. Start, stop, when a trial counts and what is left out: as `Component` says of the measure; left out as well: the period of the ' +
    'delivery. Source: Newcombe 1998, method 10, for the interval of the difference.',
})
export class InterventionAnalysis {
  @Field(() => Improvement) readonly improvement: Improvement;
  @Field(() => InterventionState) readonly state: string;
  @Field(() => Component, { nullable: true }) readonly measure: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was delivered: where the chart is drawn anew.' })
  readonly at: string | null;
  @Field(() => Bucket, { nullable: true }) readonly bucket: string | null;
  @Field(() => InterventionSide, { nullable: true }) readonly before: InterventionSide | null;
  @Field(() => InterventionSide, { nullable: true }) readonly after: InterventionSide | null;
  @Field(() => InterventionDifference, { nullable: true, description: 'Null when a side is missing.' })
  readonly difference: InterventionDifference | null;
  @Field(() => [SeriesPoint], { description: 'The chart, re-based at the delivery.' }) readonly points: readonly SeriesPoint[];
}
