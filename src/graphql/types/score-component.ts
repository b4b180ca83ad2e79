import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Component } from './component.js';

@ObjectType({
  description:
    'A component of a score: a proportion of countable events. Start, stop and source: those of the component (see the values of ' +
    '`Component`). Attribution: EVENT_DATE, the moment of the verdict.',
})
export class ScoreComponent {
  @Field(() => Component) readonly component: string;
  @Field(() => Int, { description: 'Undecayed: as many as the evidence shows.' }) readonly successes: number;
  @Field(() => Int, { description: 'Undecayed.' }) readonly trials: number;
  @Field(() => Float, {
    description: 'How many trials of equal weight would be as certain: (Σw)² / Σw², w = 2^(−age/half-life). Source: Kish.',
  })
  readonly effectiveN: number;
  @Field(() => Float, { nullable: true, description: 'successes / trials, undecayed; null without trials.' })
  readonly raw: number | null;
  @Field(() => Float, { nullable: true, description: 'Σws / Σw: old trials weigh less; null when nothing weighs.' })
  readonly decayed: number | null;
  @Field(() => Float, {
    description:
      '(Σws + m·p₀) / (Σw + m): `decayed`, drawn to the organisation’s rate. This is what is scored. Source: empirical Bayes.',
  })
  readonly shrunken: number;
  @Field(() => Float, {
    nullable: true,
    description: 'Lower end of Wilson’s 95 % interval around `decayed`, from the effective n.',
  })
  readonly low: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Upper end of Wilson’s 95 % interval around `decayed`, from the effective n.',
  })
  readonly high: number | null;
  @Field(() => Float, { description: 'ω: what the policy lets it count for.' }) readonly weight: number;
  @Field(() => Float, {
    nullable: true,
    description: 'Points of the score; they add up to its value. 0 when not kept, null without a score.',
  })
  readonly contribution: number | null;
  @Field(() => Boolean, { description: 'Whether it is in the score: it has a weight and enough effective trials.' })
  readonly kept: boolean;
  @Field(() => Float, { description: 'p₀: the rate of the whole organisation at the moment; 0.5 where nobody has a trial.' })
  readonly organisationRate: number;
}
