import { Field, ID, InputType } from '@nestjs/graphql';
import { RelationshipType } from '../inputs/domain-enums.js';
import { RelationshipState } from '../types/relationship.js';
import { SIDE } from './side.js';

@InputType({ description: 'All that is given must hold.' })
export class RelationshipFilter {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => RelationshipState, {
    nullable: true,
    description: 'ESTABLISHED and ENDED ones when absent; OBSERVED are pairs that merely met.',
  })
  readonly state?: string | null;
  @Field(() => RelationshipType, { nullable: true }) readonly type?: string | null;
}
