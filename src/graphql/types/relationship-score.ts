import { Field, Float, ObjectType } from '@nestjs/graphql';
import { namedEnum } from '../inputs/enums.js';
import { DateTime } from '../scalars/date-time.js';
import { Component } from './component.js';
import { ScoreComponent } from './score-component.js';
import { ScoringPolicy } from './scoring-policy.js';

export const ScoreState = namedEnum('ScoreState', ['SCORED', 'INSUFFICIENT_DATA'], 'Whether enough is measured for a number.', {
  INSUFFICIENT_DATA:
    'Too little of the policy’s weights is measured, or nothing has happened for long: there is no number, and 0 would be a wrong one.',
});

@ObjectType({
  description:
    'The Service Relationship Index of a team and a department at a moment: the weighted mean of its kept components’ values, times 100. Start, ' +
    'stop, when a trial counts and what is left out: as `Component` says of each. It is about a relationship, never about a person. The interval ' +
    'is for the pair’s rate over its half-life-weighted past, given that the pair resembles the hospital: whether the last weeks differ from ' +
    'that, `measureSeries` says. Source: our own proposal, from published parts (docs/measures.md).',
})
export class RelationshipScore {
  @Field(() => ScoreState) readonly state: string;
  @Field(() => DateTime, { description: 'The moment that it is about.' }) readonly asOf: string;
  @Field(() => Float, { nullable: true, description: '0 to 100: the sum of the contributions.' }) readonly value: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Points. It takes the components for independent, which they are not quite.',
  })
  readonly standardError: number | null;
  @Field(() => Float, { nullable: true, description: 'value − 1.96 standard errors, not below 0.' })
  readonly low: number | null;
  @Field(() => Float, { nullable: true, description: 'value + 1.96 standard errors, not above 100.' })
  readonly high: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The same mean of what was observed: not drawn to the organisation’s rate.',
  })
  readonly observedScore: number | null;
  @Field(() => Float, { description: 'Share of the policy’s weights that is measured, 0 to 1.' }) readonly coverage: number;
  @Field(() => Component, { nullable: true, description: 'The kept component with the lowest value.' })
  readonly weakest: string | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The value if every kept component counted the same: how much is the policy’s choice.',
  })
  readonly equalWeightsValue: number | null;
  @Field(() => String, { description: 'The arithmetic’s own version; parameters are in `policy`.' })
  readonly formulaVersion: string;
  @Field(() => ScoringPolicy) readonly policy: ScoringPolicy;
  @Field(() => [ScoreComponent], { description: 'There also when there is no number.' })
  readonly components: readonly ScoreComponent[];
}
