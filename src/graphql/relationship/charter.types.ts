import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import * as relationship from '../../domain/relationship/events.js';
import { ActorKind, RelationshipSide } from '../kit/enums.js';
import { meaning } from '../kit/meanings.js';
import { DateTime } from '../kit/scalars.js';

const { charter } = relationship;

@ObjectType({ isAbstract: true })
class CharterTerms {
  @Field(() => [String], { description: meaning(relationship.expectations) }) readonly expectations: readonly string[];
  @Field(() => Int, { nullable: true, description: meaning(charter.reviewCadenceDays) }) readonly reviewCadenceDays:
    number | null;
  @Field(() => Int, { nullable: true, description: meaning(charter.updateCadenceMinutes) }) readonly updateCadenceMinutes:
    number | null;
  @Field(() => Int, { nullable: true, description: meaning(charter.acknowledgeMinutes) }) readonly acknowledgeMinutes:
    number | null;
}

@ObjectType({ description: 'What both sides agreed to expect of each other.' })
export class Charter extends CharterTerms {
  @Field(() => DateTime, { description: 'When it was agreed.' }) readonly agreedAt: string;
  @Field(() => RelationshipSide, {
    nullable: true,
    description:
      'The side that agreed to what the other had proposed. Null: the agreement was recorded for both sides, and rests on that record.',
  })
  readonly acceptedBy: string | null;
  @Field(() => ActorKind, {
    description: 'In which capacity the agreement was recorded. If `acceptedBy` is null, only this side or system recorded it.',
  })
  readonly recordedBy: string;
}

@ObjectType({ description: 'A charter that one side proposed. It holds once the other side agrees.' })
export class CharterProposal extends CharterTerms {
  @Field(() => ID, { description: 'The proposal’s own id.' }) readonly proposalId: string;
  @Field(() => RelationshipSide, { description: 'The side that proposed it.' }) readonly side: string;
  @Field(() => DateTime, { description: 'When it was proposed.' }) readonly proposedAt: string;
  @Field(() => String, { description: 'Who proposed it: a pseudonym, or the name of a system.' }) readonly proposedBy: string;
  @Field(() => DateTime, { nullable: true, description: meaning(relationship.proposedFrom) }) readonly effectiveAt: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'A counter-proposal: the proposal of the other side that it answers with other terms. Null: none was open.',
  })
  readonly counters: string | null;
}

@ObjectType({ description: 'The open proposal of each side.' })
export class CharterProposals {
  @Field(() => CharterProposal, { nullable: true, description: 'What IT proposes; null where nothing is open.' })
  readonly it: CharterProposal | null;
  @Field(() => CharterProposal, { nullable: true, description: 'What the department proposes; null where nothing is open.' })
  readonly department: CharterProposal | null;
}
