import { Field, Float, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({ description: 'One number for each component.' })
export class NumberByComponent {
  @Field(() => Float) readonly reliability: number;
  @Field(() => Float) readonly responsiveness: number;
  @Field(() => Float) readonly durability: number;
  @Field(() => Float) readonly treatment: number;
  @Field(() => Float) readonly transparency: number;
  @Field(() => Float) readonly engagement: number;
}

@ObjectType({
  description:
    'The parameters that a score was computed under: they only weigh, and decide no verdict. The built-in ones (`default`) are reasoned but ' +
    'uncalibrated: no hospital’s data stands behind them; `calibrate` proposes strengths from this hospital’s own.',
})
export class ScoringPolicy {
  @Field(() => String, { description: '`default` is built in; `inline` was given in the query.' }) readonly name: string;
  @Field(() => String, { description: 'Of an inline one: the policy that it departs from.' }) readonly version: string;
  @Field(() => NumberByComponent, { description: 'What each component counts for; only the proportions matter.' })
  readonly weights: NumberByComponent;
  @Field(() => NumberByComponent, { description: 'After so many days a trial weighs half.' })
  readonly halfLifeDays: NumberByComponent;
  @Field(() => NumberByComponent, {
    description: 'm: how many trials the organisation’s rate weighs against the relationship’s own.',
  })
  readonly priorStrength: NumberByComponent;
  @Field(() => Float, { description: 'A component of less information stays out of the score.' })
  readonly leastInformation: number;
  @Field(() => Float, { description: 'Share of the weights, 0 to 1, that must be measured for a number.' })
  readonly leastCoverage: number;
}

@ObjectType({
  description: 'A policy that the organisation adopted. Before the first, and where none is in force, the built-in one holds.',
})
export class AdoptedScoringPolicy {
  @Field(() => ScoringPolicy) readonly policy: ScoringPolicy;
  @Field(() => DateTime, { description: 'When it was decided.' }) readonly adoptedAt: string;
  @Field(() => DateTime, { description: 'From when on it is in force.' }) readonly effectiveAt: string;
  @Field(() => DateTime, { nullable: true, description: 'When the next one took, or takes, its place; null: none does.' })
  readonly until: string | null;
}
