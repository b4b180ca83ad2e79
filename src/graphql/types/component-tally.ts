import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Component } from './component.js';

@ObjectType({
  description:
    'How often something went well of how often it counted, before any weighting. Start, stop and source: those of the component. ' +
    'Attribution: EVENT_DATE, the moment of the verdict.',
})
export class ComponentTally {
  @Field(() => Component) readonly component: string;
  @Field(() => Int) readonly successes: number;
  @Field(() => Int) readonly trials: number;
  @Field(() => Float, { nullable: true, description: 'successes / trials; null without trials.' }) readonly raw: number | null;
  @Field(() => Float, { nullable: true, description: 'Lower end of Wilson’s 95 % interval.' }) readonly low: number | null;
  @Field(() => Float, { nullable: true, description: 'Upper end of Wilson’s 95 % interval.' }) readonly high: number | null;
}
