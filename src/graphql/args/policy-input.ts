import { Field, Float, InputType } from '@nestjs/graphql';
import { ByComponent } from '../scalars/by-component.js';

@InputType({ description: 'What each component counts for; only the proportions matter. Absent: nothing.' })
export class ScoringWeightsChoice {
  @Field(() => Float, { nullable: true }) readonly reliability?: number | null;
  @Field(() => Float, { nullable: true }) readonly responsiveness?: number | null;
  @Field(() => Float, { nullable: true }) readonly durability?: number | null;
  @Field(() => Float, { nullable: true }) readonly treatment?: number | null;
  @Field(() => Float, { nullable: true }) readonly transparency?: number | null;
  @Field(() => Float, { nullable: true }) readonly engagement?: number | null;
}

@InputType({
  description:
    'Under which policy to score: an adopted one by `name` (or `name@version`), or parameters of your own, which stand in for those of ' +
    'the policy named or, without a name, of the one in force. They only weigh: no verdict depends on them.',
})
export class ScoringPolicyChoice {
  @Field(() => String, { nullable: true, description: '`default` is the built-in one.' }) readonly name?: string | null;
  @Field(() => String, { nullable: true, description: 'The latest when absent.' }) readonly version?: string | null;
  @Field(() => ScoringWeightsChoice, { nullable: true }) readonly weights?: ScoringWeightsChoice | null;
  @Field(() => ByComponent, { nullable: true, description: 'Days after which a trial weighs half.' })
  readonly halfLifeDays?: ByComponent | null;
  @Field(() => ByComponent, { nullable: true, description: 'How many trials the organisation’s rate weighs against its own.' })
  readonly priorStrength?: ByComponent | null;
  @Field(() => Float, { nullable: true, description: 'A component of less information stays out.' })
  readonly leastInformation?: number | null;
  @Field(() => Float, { nullable: true, description: 'Share of the weights, 0 to 1, that must be measured for a number.' })
  readonly leastCoverage?: number | null;
}
