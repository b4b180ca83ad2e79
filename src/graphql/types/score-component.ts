import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Component } from './component.js';
import { Shown } from './shown.js';

@ObjectType({
  description:
    'A component of a score. Start, stop, when a trial counts, what is left out and the source: as `Component` says of it. A trial weighs w = ' +
    '2^(−age/half-life), age in whole days of the organisation’s zone. SUPPRESSED (fewer than five people spoke): nothing of it is shown.',
})
export class ScoreComponent {
  @Field(() => Component) readonly component: string;
  @Field(() => Shown) readonly state: string;
  @Field(() => Int, { nullable: true, description: 'Undecayed: as many as the evidence shows.' }) readonly successes:
    number | null;
  @Field(() => Int, { nullable: true, description: 'Undecayed.' }) readonly trials: number | null;
  @Field(() => Float, { description: 'Σw: how many fresh trials they are worth. It fades when nothing happens.' })
  readonly information: number;
  @Field(() => Float, { nullable: true, description: 'Σw·success / Σw: the share as it was seen; null when nothing weighs.' })
  readonly observed: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      '(Σw·success + m·p₀) / (Σw + m): the mean of the posterior, drawn to the organisation’s rate. This is what is scored. Source: empirical Bayes.',
  })
  readonly value: number | null;
  @Field(() => Float, { description: 'ω: what the policy lets it count for.' }) readonly weight: number;
  @Field(() => Float, {
    nullable: true,
    description: 'Points of the score; they add up to its value. 0 when not kept, null without a score.',
  })
  readonly contribution: number | null;
  @Field(() => Boolean, { description: 'Whether it is in the score: it has a weight, enough information and enough people.' })
  readonly kept: boolean;
  @Field(() => Float, { description: 'p₀: the rate of the whole organisation at the moment; 0.5 where nobody has a trial.' })
  readonly organisationRate: number;
}
