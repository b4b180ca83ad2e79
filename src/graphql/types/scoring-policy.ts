import { Field, Float, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({ description: 'What each component counts for; only the proportions matter.' })
export class ScoringWeights {
  @Field(() => Float) readonly reliability: number;
  @Field(() => Float) readonly responsiveness: number;
  @Field(() => Float) readonly durability: number;
  @Field(() => Float) readonly treatment: number;
  @Field(() => Float) readonly transparency: number;
  @Field(() => Float) readonly engagement: number;
}

@ObjectType({
  description:
    'The parameters that a score was computed under. The built-in ones (`default`) are reasoned but uncalibrated: no hospital’s data stands ' +
    'behind them.',
})
export class ScoringPolicy {
  @Field(() => String, { description: '`default` is built in; `inline` was given in the query.' }) readonly name: string;
  @Field(() => String, { description: 'Of an inline one: the policy that it departs from.' }) readonly version: string;
  @Field(() => ScoringWeights) readonly weights: ScoringWeights;
  @Field(() => Float, { description: 'After so many days a trial weighs half.' }) readonly halfLifeDays: number;
  @Field(() => Float, { description: 'How many trials the organisation’s rate weighs against the relationship’s own.' })
  readonly priorStrength: number;
  @Field(() => Float, { description: 'A component with fewer effective trials stays out of the score.' })
  readonly minEffectiveTrials: number;
  @Field(() => Float, { description: 'Share of the weights, 0 to 1, that must be measured for a number.' })
  readonly minCoverage: number;
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
