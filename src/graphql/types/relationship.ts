import { Field, ID, ObjectType } from '@nestjs/graphql';
import { RelationshipType } from '../inputs/domain-enums.js';
import { namedEnum } from '../inputs/enums.js';
import { DateTime } from '../scalars/date-time.js';
import { Node } from './node.js';
import { Charter, Maturity, MergedPair, Predecessor, Successor } from './relationship-parts.js';

export const RelationshipState = namedEnum(
  'RelationshipState',
  ['OBSERVED', 'ESTABLISHED', 'ENDED'],
  'OBSERVED: the two met, or are to carry another relationship on, but nobody established one.',
);

@ObjectType({ implements: () => [Node], description: 'How a service team and a department get on.' })
export class Relationship extends Node {
  @Field(() => ID, { description: '`<teamId>.<departmentId>`' }) readonly relationshipId: string;
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => RelationshipState) readonly state: string;
  @Field(() => RelationshipType, { nullable: true }) readonly type: string | null;
  @Field(() => String, { nullable: true }) readonly scope: string | null;
  @Field(() => DateTime, { nullable: true }) readonly establishedAt: string | null;
  @Field(() => DateTime, { nullable: true }) readonly endedAt: string | null;
  @Field(() => Successor, { nullable: true }) readonly successor: Successor | null;
  @Field(() => [Predecessor], { description: 'Those that it carries on by agreement: what they were stays with them.' })
  readonly predecessors: readonly Predecessor[];
  @Field(() => MergedPair, {
    nullable: true,
    description: 'Under which pair its numbers are read as well, since a side of it goes on as another.',
  })
  readonly mergedInto: MergedPair | null;
  @Field(() => [ID], { description: 'The relationships besides its own whose facts its numbers add up.' })
  readonly mergedFrom: readonly string[];
  @Field(() => Charter, { nullable: true }) readonly charter: Charter | null;
  @Field(() => Maturity) readonly maturity: Maturity;
}
