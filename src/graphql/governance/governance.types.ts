import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../kit/scalars.js';
import { ofComponent } from '../kit/meanings.js';

@ObjectType({ description: 'One number for each component.' })
export class NumberByComponent {
  @Field(() => Float, { description: ofComponent('reliability') }) readonly reliability: number;
  @Field(() => Float, { description: ofComponent('responsiveness') }) readonly responsiveness: number;
  @Field(() => Float, { description: ofComponent('durability') }) readonly durability: number;
  @Field(() => Float, { description: ofComponent('treatment') }) readonly treatment: number;
  @Field(() => Float, { description: ofComponent('transparency') }) readonly transparency: number;
  @Field(() => Float, { description: ofComponent('engagement') }) readonly engagement: number;
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
  @Field(() => ScoringPolicy, { description: 'Its parameters.' }) readonly policy: ScoringPolicy;
  @Field(() => DateTime, { description: 'When it was decided.' }) readonly adoptedAt: string;
  @Field(() => DateTime, { description: 'From when on it is in force.' }) readonly effectiveAt: string;
  @Field(() => DateTime, { nullable: true, description: 'When the next one took, or takes, its place; null: none does.' })
  readonly until: string | null;
}

@ObjectType({ description: 'What the organisation decides for all (`adoptSettings`), and by default where it decided nothing.' })
export class Settings {
  @Field(() => ID, { description: 'For `adoptSettings` and other commands about the whole.' }) readonly organizationId: string;
  @Field(() => String, {
    description: 'IANA zone that cuts days, months and quarters; the one adopted last, whenever it is asked.',
  })
  readonly zone: string;
  @Field(() => Int, { description: 'Days of 24 hours within which a planned touchpoint may still be held.' })
  readonly graceDays: number;
  @Field(() => Int, { description: 'Hours by the clock within which a team takes a new ticket.' })
  readonly claimWithinHours: number;
  @Field(() => Int, { description: 'Fewer people than this are never told apart.' }) readonly smallestGroup: number;
}
