import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { namedEnum } from '../inputs/enums.js';
import { DateTime } from '../scalars/date-time.js';
import { Component } from './component.js';

export const Bucket = namedEnum('Bucket', ['MONTH', 'QUARTER'], 'Calendar periods, UTC.');
export const Variation = namedEnum(
  'Variation',
  ['COMMON_CAUSE', 'IMPROVEMENT', 'CONCERN'],
  'What a point says about its process.',
  {
    COMMON_CAUSE: 'What this process does anyway: no reason to act on this point.',
  },
);
export const Rule = namedEnum(
  'Rule',
  ['OUTSIDE_LIMITS', 'SEVEN_ON_ONE_SIDE', 'SEVEN_POINT_RUN', 'TWO_OF_THREE_NEAR_LIMIT'],
  'The four rules of the NHS’s Making Data Count.',
);
export const SeriesState = namedEnum('SeriesState', ['CHARTED', 'TOO_FEW_TRIALS'], 'Whether there is an honest chart.', {
  TOO_FEW_TRIALS: 'Even by quarters some period has fewer than five trials.',
});

@ObjectType({
  description: 'What a stable process stays within: mean ± 2.66 mean moving ranges (XmR); near limits at two thirds of that.',
})
export class XmrLimits {
  @Field(() => Float) readonly mean: number;
  @Field(() => Float) readonly meanRange: number;
  @Field(() => Float) readonly lower: number;
  @Field(() => Float) readonly upper: number;
  @Field(() => Float) readonly nearLower: number;
  @Field(() => Float) readonly nearUpper: number;
}

@ObjectType({ description: 'A period’s plain proportion.' })
export class SeriesPoint {
  @Field(() => DateTime) readonly from: string;
  @Field(() => DateTime, { description: 'Exclusive.' }) readonly until: string;
  @Field(() => Int) readonly successes: number;
  @Field(() => Int) readonly trials: number;
  @Field(() => Float, { description: 'successes / trials.' }) readonly value: number;
  @Field(() => XmrLimits, { nullable: true, description: 'Null while nothing has moved yet since the last re-basing.' })
  readonly limits: XmrLimits | null;
  @Field(() => [Rule]) readonly rules: readonly string[];
  @Field(() => Variation) readonly variation: string;
}

@ObjectType({ description: 'Mann-Kendall’s test for a monotone trend over the undecayed periods.' })
export class Trend {
  @Field(() => Float) readonly s: number;
  @Field(() => Float) readonly variance: number;
  @Field(() => Float) readonly z: number;
  @Field(() => Float, { description: 'Two-sided.' }) readonly p: number;
}

@ObjectType({ description: 'Somebody’s recorded judgement that a measure moves around another level from a moment on.' })
export class Rebasing {
  @Field(() => DateTime) readonly at: string;
  @Field(() => String) readonly reason: string;
  @Field(() => DateTime) readonly recordedAt: string;
}

@ObjectType({
  description:
    'A component’s plain proportion period by period, with the limits of normal variation. Whole calendar periods (UTC) that are over; from ' +
    'the first with a trial. Start, stop and source: those of the component. Attribution: EVENT_DATE, the day of the verdict. Never the ' +
    'half-life score: control charts and trend tests assume periods that share no trial. Source: XmR and rules as NHSRplotthedots.',
})
export class MeasureSeries {
  @Field(() => Component) readonly measure: string;
  @Field(() => ID, { nullable: true, description: 'Null: of all teams.' }) readonly teamId: string | null;
  @Field(() => ID, { nullable: true, description: 'Null: of all departments.' }) readonly departmentId: string | null;
  @Field(() => SeriesState) readonly state: string;
  @Field(() => Bucket, { nullable: true, description: 'Quarters where months have too few trials.' }) readonly bucket:
    string | null;
  @Field(() => [SeriesPoint]) readonly points: readonly SeriesPoint[];
  @Field(() => Trend, { nullable: true, description: 'Null with fewer than ten periods.' }) readonly trend: Trend | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Theil-Sen: change of the proportion a period; one bad month hardly moves it.',
  })
  readonly slope: number | null;
  @Field(() => [Rebasing]) readonly rebasings: readonly Rebasing[];
}
