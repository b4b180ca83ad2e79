import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { namedEnum } from '../inputs/enums.js';
import { Component } from './component.js';

export const CalibrationState = namedEnum(
  'CalibrationState',
  ['PROPOSED', 'NO_SPREAD_SEEN', 'TOO_FEW'],
  'What the relationships’ own rates say about how far each should be drawn to the organisation’s.',
  {
    NO_SPREAD_SEEN: 'The relationships differ no more than chance lets them: no strength follows.',
    TOO_FEW: 'Fewer than two relationships have trials, or none has more than one.',
  },
);

@ObjectType({
  description:
    'How many trials the organisation’s rate should weigh for a component, from all trials that count by `asOf`, undecayed: a proposal to adopt ' +
    'in a policy, not in force by itself. Start, stop, when a trial counts and what is left out: as `Component` says of it. Source: method of ' +
    'moments for a beta-binomial.',
})
export class Calibration {
  @Field(() => Component) readonly component: string;
  @Field(() => CalibrationState) readonly state: string;
  @Field(() => Int, { description: 'Relationships with at least one trial.' }) readonly relationships: number;
  @Field(() => Int) readonly trials: number;
  @Field(() => Float, { nullable: true, description: 'Successes of all trials together.' }) readonly rate: number | null;
  @Field(() => Float, { nullable: true, description: 'Variance of the relationships’ rates, without what chance adds.' })
  readonly variance: number | null;
  @Field(() => Float, { nullable: true, description: 'm, in trials.' }) readonly priorStrength: number | null;
}
