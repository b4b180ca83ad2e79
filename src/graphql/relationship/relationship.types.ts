import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../kit/scalars.js';
import { ActorKind, Fidelity, RelationshipSide, RelationshipType, TouchpointType } from '../kit/domain-enums.js';
import { namedEnum } from '../kit/enums.js';
import { Node } from '../kit/node.js';
import { PromisedWord } from '../ticket/ticket.types.js';

@ObjectType({ description: 'The pair that carries the relationship on.' })
export class Successor {
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
}

@ObjectType({ description: 'A pair whose relationship was carried on by another.' })
export class Predecessor {
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => DateTime) readonly transferredAt: string;
}

@ObjectType({ description: 'The pair that a pair has become part of, and since when.' })
export class MergedPair {
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => DateTime) readonly effectiveAt: string;
}

@ObjectType({ description: 'What both sides agreed to expect of each other.' })
export class Charter {
  @Field(() => DateTime) readonly agreedAt: string;
  @Field(() => [String]) readonly expectations: readonly string[];
  @Field(() => Int, { nullable: true }) readonly reviewCadenceDays: number | null;
  @Field(() => Int, { nullable: true }) readonly updateCadenceMinutes: number | null;
  @Field(() => Int, { nullable: true }) readonly acknowledgeMinutes: number | null;
}

@ObjectType({ description: 'Each side’s view of how far it has come, 1 ad hoc to 5 strategic partner.' })
export class Maturity {
  @Field(() => Int, { nullable: true }) readonly it: number | null;
  @Field(() => Int, { nullable: true }) readonly department: number | null;
}

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

@ObjectType({ description: 'Someone who looks after a relationship.' })
export class Liaison {
  @Field(() => ID) readonly teamId: string;
  @Field(() => RelationshipSide) readonly side: string;
  @Field(() => String, { description: 'Pseudonym.' }) readonly personRef: string;
  @Field(() => DateTime) readonly since: string;
}

@ObjectType({ description: 'A meeting that both sides count on.' })
export class PlannedTouchpoint {
  @Field(() => ID) readonly touchpointId: string;
  @Field(() => ID) readonly teamId: string;
  @Field(() => TouchpointType) readonly type: string;
  @Field(() => DateTime) readonly plannedFor: string;
}

@ObjectType({ description: 'One thing that happened between a team and a department.' })
export class TimelineEntry {
  @Field(() => DateTime, { description: 'When it happened.' }) readonly at: string;
  @Field(() => ID) readonly eventId: string;
  @Field(() => String, { description: 'The event’s type.' }) readonly type: string;
  @Field(() => ID, {
    description:
      'The commitment, improvement, interaction, ticket, touchpoint or goal it is about; where nothing smaller, the relationship: `<teamId>.<departmentId>`.',
  })
  readonly subject: string;
  @Field(() => ActorKind) readonly actorKind: string;
  @Field(() => Fidelity) readonly fidelity: string;
  @Field(() => String, { description: 'In plain words, by the organisation’s clocks.' }) readonly summary: string;
}

@ObjectType({
  description:
    'A word that was due and has not come: someone waits in silence. Start: the moment at which the word was due, as TicketAcknowledged, ' +
    'TicketUpdateShared or TicketPlacedOnHold promised it or the team’s targets have it. Stop: the next word of a person to the department, or ' +
    'the end of the ticket. Counts: while it is silent at the moment asked about; a ticket shows once a kind. Left out: tickets of which no ' +
    'target and no promise speaks, and agreed holds. Source: our own proposal, against "I’ll get you when I get to you".',
})
export class Silence extends PromisedWord {
  @Field(() => Int, { description: 'Whole minutes since the word was due.' }) readonly silentMinutes: number;
}
