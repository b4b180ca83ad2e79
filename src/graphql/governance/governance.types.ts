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
    'The parameters of a score: they only weight, and do not change verdicts. The built-in ones (`default`) are reasoned but ' +
    'uncalibrated: they are not based on the data of any hospital; `calibrate` proposes strengths from this hospital’s data.',
})
export class ScoringPolicy {
  @Field(() => String, { description: '`default` is built in; `inline` was given in the query.' }) readonly name: string;
  @Field(() => String, { description: 'Of an inline policy: the policy that it is based on.' }) readonly version: string;
  @Field(() => NumberByComponent, { description: 'The weight of each component; only the proportions matter.' })
  readonly weights: NumberByComponent;
  @Field(() => NumberByComponent, { description: 'The number of days after which a trial counts half.' })
  readonly halfLifeDays: NumberByComponent;
  @Field(() => NumberByComponent, {
    description: 'm: how many trials the organisation’s rate counts as, against the relationship’s own.',
  })
  readonly priorStrength: NumberByComponent;
  @Field(() => Float, { description: 'A component with less information is left out of the score.' })
  readonly leastInformation: number;
  @Field(() => Float, { description: 'Share of the weights, 0 to 1, that must be measured for a score.' })
  readonly leastCoverage: number;
}

@ObjectType({
  description: 'A policy that the organisation adopted. Before the first, and if none is in force, the built-in one applies.',
})
export class AdoptedScoringPolicy {
  @Field(() => ScoringPolicy, { description: 'Its parameters.' }) readonly policy: ScoringPolicy;
  @Field(() => DateTime, { description: 'When it was decided.' }) readonly adoptedAt: string;
  @Field(() => DateTime, { description: 'When it takes effect.' }) readonly effectiveAt: string;
  @Field(() => DateTime, { nullable: true, description: 'When the next one replaces it; null: none does.' })
  readonly until: string | null;
}

@ObjectType({ description: 'The organisation’s settings (`adoptSettings`), with the defaults for what it did not set.' })
export class Settings {
  @Field(() => ID, { description: 'For `adoptSettings` and other commands about the organisation.' })
  readonly organizationId: string;
  @Field(() => String, {
    description: 'IANA time zone of days, months and quarters; the one adopted last, for every moment.',
  })
  readonly zone: string;
  @Field(() => Int, { description: 'Days of 24 hours after its date within which a planned touchpoint may still take place.' })
  readonly graceDays: number;
  @Field(() => Int, { description: 'Hours within which a team must claim a new ticket, around the clock.' })
  readonly claimWithinHours: number;
  @Field(() => Int, { description: 'Smallest group of people whose ratings and answers are shown.' })
  readonly smallestGroup: number;
}
