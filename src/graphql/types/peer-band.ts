import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DepartmentKind } from '../inputs/domain-enums.js';
import { namedEnum } from '../inputs/enums.js';
import { DateTime } from '../scalars/date-time.js';
import { Component } from './component.js';

export const Standing = namedEnum(
  'Standing',
  ['FAR_BELOW', 'BELOW', 'WITHIN', 'ABOVE', 'FAR_ABOVE'],
  'Where a department stands in the funnel of its peers: outside the 95 % limits, FAR_ outside the 99.8 % limits.',
  { WITHIN: 'No evidence that it differs, whatever a ranking would say.' },
);
export const Shown = namedEnum('Shown', ['SHOWN', 'SUPPRESSED'], 'Whether a number may be shown.', {
  SUPPRESSED: 'Too few people stand behind it, or it could be worked out with others’ numbers: neither null nor 0 is meant.',
});

@ObjectType({ description: 'Between which values a unit of this size is expected if it does no other than its peers.' })
export class FunnelInterval {
  @Field(() => Float) readonly low: number;
  @Field(() => Float) readonly high: number;
}

@ObjectType({ description: 'A department in the funnel of its peers. Everything is null when suppressed.' })
export class PeerDepartment {
  @Field(() => ID) readonly departmentId: string;
  @Field(() => Shown) readonly state: string;
  @Field(() => Float, { nullable: true, description: 'successes / trials of the quarter.' }) readonly proportion: number | null;
  @Field(() => Int, { nullable: true }) readonly trials: number | null;
  @Field(() => Float, { nullable: true, description: 'The proportion of its peers’ trials together.' })
  readonly pooled: number | null;
  @Field(() => Int, { nullable: true, description: 'The others of its kind that this is made of.' }) readonly peers:
    number | null;
  @Field(() => FunnelInterval, { nullable: true }) readonly within95: FunnelInterval | null;
  @Field(() => FunnelInterval, { nullable: true }) readonly within998: FunnelInterval | null;
  @Field(() => Standing, { nullable: true }) readonly standing: string | null;
}

@ObjectType('PeerBand', {
  description:
    'How departments of a kind compare: each in the funnel of the others at its own size, by id and never in an order of merit. Over the last ' +
    'calendar quarter (UTC) that was over at `asOf`. Start, stop and source: those of the component; funnel after Spiegelhalter 2005. ' +
    'Attribution: EVENT_DATE. Suppressed below five trials, and where sums and differences would tell; quarters share no trial, so that two ' +
    'dates tell no more than one. TREATMENT is suppressed below five people, however often they answered, and a suppressed department is in ' +
    'no other number. Answers told after the quarter count from five people on, so that an import may lack those of the last few; and its ' +
    'quarter is over once the views have taken in an answer recorded an hour after its end.',
})
export class PeerBands {
  @Field(() => DepartmentKind) readonly kind: string;
  @Field(() => Component) readonly measure: string;
  @Field(() => DateTime) readonly from: string;
  @Field(() => DateTime, { description: 'Exclusive.' }) readonly until: string;
  @Field(() => [PeerDepartment], { description: 'By id; those with a trial in the quarter.' })
  readonly departments: readonly PeerDepartment[];
}
