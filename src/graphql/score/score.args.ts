import { GraphQLError, GraphQLScalarType, valueFromASTUntyped, type ValueNode } from 'graphql';
import { COMPONENTS, type PerComponent } from '../../domain/components.js';
import { ArgsType, Field, Float, ID, InputType } from '@nestjs/graphql';
import type { PolicyChoice } from '../../queries/score/policies.js';
import { given, WhenArgs } from '../kit/args.js';
import { DateTime } from '../kit/scalars.js';
import { DEPARTMENT_ID, TEAM_ID, ofComponent } from '../kit/meanings.js';

/** A number for all components, or numbers for some of them. */
export type ByComponent = number | Partial<PerComponent<number>>;

function checked(value: unknown): ByComponent {
  if (typeof value === 'number') return value;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isObject ? Object.entries(value) : [];
  if (
    !isObject ||
    entries.some(([name, number]) => !COMPONENTS.some((component) => component === name) || typeof number !== 'number')
  ) {
    throw new GraphQLError(`ByComponent must be a number, or an object of numbers by component (${COMPONENTS.join(', ')}).`);
  }
  return value;
}

export const ByComponent = new GraphQLScalarType<ByComponent, ByComponent>({
  name: 'ByComponent',
  description: 'A number for all components (`90`), or for some of them (`{ treatment: 60 }`): the others do not change.',
  serialize: checked,
  parseValue: checked,
  parseLiteral: (node: ValueNode, variables) => checked(valueFromASTUntyped(node, variables)),
});

@InputType({ description: 'The weight of each component; only the proportions matter. Absent: 0.' })
export class ScoringWeightsChoice {
  @Field(() => Float, { nullable: true, description: ofComponent('reliability') }) readonly reliability?: number | null;
  @Field(() => Float, { nullable: true, description: ofComponent('responsiveness') }) readonly responsiveness?: number | null;
  @Field(() => Float, { nullable: true, description: ofComponent('durability') }) readonly durability?: number | null;
  @Field(() => Float, { nullable: true, description: ofComponent('treatment') }) readonly treatment?: number | null;
  @Field(() => Float, { nullable: true, description: ofComponent('transparency') }) readonly transparency?: number | null;
  @Field(() => Float, { nullable: true, description: ofComponent('engagement') }) readonly engagement?: number | null;
}

@InputType({
  description:
    'The scoring policy: an adopted one by `name` (or `name@version`), or your own parameters, which replace those of ' +
    'the named policy or, without a name, of the one in force. They only weight: no verdict depends on them.',
})
export class ScoringPolicyChoice {
  @Field(() => String, { nullable: true, description: '`default` is the built-in one.' }) readonly name?: string | null;
  @Field(() => String, { nullable: true, description: 'The latest when absent.' }) readonly version?: string | null;
  @Field(() => ScoringWeightsChoice, {
    nullable: true,
    description: 'The weight of each component; those of the replaced policy when absent.',
  })
  readonly weights?: ScoringWeightsChoice | null;
  @Field(() => ByComponent, { nullable: true, description: 'The number of days after which a trial counts half.' })
  readonly halfLifeDays?: ByComponent | null;
  @Field(() => ByComponent, {
    nullable: true,
    description: 'How many trials the organisation’s rate counts as, against the relationship’s own.',
  })
  readonly priorStrength?: ByComponent | null;
  @Field(() => Float, { nullable: true, description: 'A component with less information is left out.' })
  readonly leastInformation?: number | null;
  @Field(() => Float, { nullable: true, description: 'Share of the weights, 0 to 1, that must be measured for a score.' })
  readonly leastCoverage?: number | null;
}

/** The requested policy; undefined when none was given. */
export const policyChoice = (input: ScoringPolicyChoice | null | undefined): PolicyChoice | undefined =>
  input === null || input === undefined ? undefined : (given(input) as PolicyChoice);

/** The arguments of a score within an answer. By default they are those of its relationship. */
@ArgsType()
export class ScoreArgs {
  @Field(() => DateTime, { nullable: true, description: 'The moment of the score; that of the surrounding answer when absent.' })
  readonly asOf?: string | null;
  @Field(() => ScoringPolicyChoice, {
    nullable: true,
    description: 'The scoring policy; the one in force at the moment when absent.',
  })
  readonly policy?: ScoringPolicyChoice | null;
}

@ArgsType()
export class ScoreChangeArgs extends WhenArgs {
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => DateTime, { description: 'The earlier of the two moments.' }) readonly from: string;
  @Field(() => DateTime, { nullable: true, description: 'Now when absent.' }) readonly to?: string | null;
  @Field(() => ScoringPolicyChoice, {
    nullable: true,
    description: 'The policy of both scores; the one in force at `to` when absent.',
  })
  readonly policy?: ScoringPolicyChoice | null;
}
