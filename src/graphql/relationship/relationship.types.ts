import { Field, ID, Int, ObjectType, ArgsType, InputType } from '@nestjs/graphql';
import * as relationship from '../../domain/relationship/events.js';
import type { ScoreOrder } from '../../measures/score.js';
import type { PolicyChoice } from '../../queries/score/policies.js';
import type { SilenceKind } from '../../queries/silence.js';
import { AS_OF, PageArgs, SIDE, WhenArgs } from '../kit/args.js';
import {
  ActorKind,
  Fidelity,
  RelationshipSide,
  RelationshipType,
  TouchpointType,
  namedEnum,
  Locale,
  LOCALE,
  type LocaleName,
} from '../kit/enums.js';
import { Node } from '../kit/node.js';
import { DateTime } from '../kit/scalars.js';
import { Charter, CharterProposals } from './charter.types.js';
import type { NodeOf } from '../moment.js';
import { ScoringPolicyChoice } from '../score/score.args.js';
import { PromisedWord, PromiseKind } from '../ticket/ticket.types.js';
import {
  ACTOR_KIND,
  DEPARTMENT_ID,
  EFFECTIVE_AT,
  EVENT_ID,
  EVENT_TYPE,
  FIDELITY,
  PLANNED_FOR,
  TEAM_ID,
  TOUCHPOINT_ID,
  meaning,
} from '../kit/meanings.js';

@ObjectType({ description: 'The pair that carries the relationship on.' })
export class Successor {
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
}

@ObjectType({ description: 'A pair whose relationship was carried on by another.' })
export class Predecessor {
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => DateTime, { description: 'When the one took over from the other.' }) readonly transferredAt: string;
}

@ObjectType({ description: 'The pair that a pair has become part of, and since when.' })
export class MergedPair {
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => DateTime, { description: EFFECTIVE_AT }) readonly effectiveAt: string;
}

@ObjectType({ description: 'Each side’s view of how far it has come, 1 ad hoc to 5 strategic partner.' })
export class Maturity {
  @Field(() => Int, { nullable: true, description: 'IT’s view; null where it gave none.' }) readonly it: number | null;
  @Field(() => Int, { nullable: true, description: 'The department’s view; null where it gave none.' }) readonly department:
    number | null;
}

const RelationshipState = namedEnum(
  'RelationshipState',
  ['OBSERVED', 'ESTABLISHED', 'ENDED'],
  'OBSERVED: the two met, or are to carry another relationship on, but nobody established one.',
);

@ObjectType({ implements: () => [Node], description: 'How a service team and a department get on.' })
export class Relationship extends Node {
  @Field(() => ID, { description: '`<teamId>.<departmentId>`' }) readonly relationshipId: string;
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => RelationshipState, { description: 'What is known of it at the moment.' }) readonly state: string;
  @Field(() => RelationshipType, { nullable: true, description: 'As it was established, by ITIL 4’s kinds; null unless it was.' })
  readonly type: string | null;
  @Field(() => String, { nullable: true, description: 'What it covers, as it was established; null where nobody said.' })
  readonly scope: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was established, the last time; null unless it was.' })
  readonly establishedAt: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it ended; null unless it has.' }) readonly endedAt: string | null;
  @Field(() => Successor, { nullable: true, description: 'Who carries it on by agreement; null: nobody.' })
  readonly successor: Successor | null;
  @Field(() => [Predecessor], { description: 'Those that it carries on by agreement: what they were stays with them.' })
  readonly predecessors: readonly Predecessor[];
  @Field(() => MergedPair, {
    nullable: true,
    description: 'Under which pair its numbers are read as well, since a side of it goes on as another.',
  })
  readonly mergedInto: MergedPair | null;
  @Field(() => [ID], { description: 'The relationships besides its own whose facts its numbers add up.' })
  readonly mergedFrom: readonly string[];
  @Field(() => Charter, { nullable: true, description: 'The latest that was agreed; null: none was.' })
  readonly charter: Charter | null;
  @Field(() => CharterProposals, { description: 'The charters that a side proposed and the other has not agreed to.' })
  readonly proposals: CharterProposals;
  @Field(() => Maturity, { description: 'How far it has come, as each side judged last.' }) readonly maturity: Maturity;
}

@ObjectType({ description: 'Someone who looks after a relationship.' })
export class Liaison {
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => RelationshipSide, { description: 'For which side they look after it.' }) readonly side: string;
  @Field(() => String, { description: 'Pseudonym.' }) readonly personRef: string;
  @Field(() => DateTime, { description: 'When they were appointed.' }) readonly since: string;
}

@ObjectType({ description: 'A meeting that both sides count on.' })
export class PlannedTouchpoint {
  @Field(() => ID, { description: TOUCHPOINT_ID }) readonly touchpointId: string;
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => TouchpointType, { description: meaning(relationship.touchpointType) }) readonly type: string;
  @Field(() => DateTime, { description: PLANNED_FOR }) readonly plannedFor: string;
}

@ObjectType({ description: 'One thing that happened between a team and a department.' })
export class TimelineEntry {
  @Field(() => DateTime, { description: 'When it happened.' }) readonly at: string;
  @Field(() => ID, { description: EVENT_ID }) readonly eventId: string;
  @Field(() => String, { description: EVENT_TYPE }) readonly type: string;
  @Field(() => ID, {
    description:
      'The commitment, improvement, interaction, ticket, touchpoint or goal it is about; where nothing smaller, the relationship: `<teamId>.<departmentId>`.',
  })
  readonly subject: string;
  @Field(() => ActorKind, { description: ACTOR_KIND }) readonly actorKind: string;
  @Field(() => Fidelity, { description: FIDELITY }) readonly fidelity: string;
  @Field(() => String, { description: 'In plain words, by the organisation’s clocks.' }) readonly summary: string;
}

@ObjectType({
  description:
    'A word that was due and has not come: someone waits in silence. Start: the moment at which the word was due, as TicketAcknowledged, ' +
    'TicketUpdateShared or TicketPlacedOnHold promised it or the team’s targets have it; UNCLAIMED: the end of the time in which a team should ' +
    'have taken a ticket that none has. Stop: the next word of a person to the department, a team that takes an unclaimed one, or the end of the ' +
    'ticket. Counts: while it is silent at the moment asked about; a ticket shows once a kind. Left out: tickets of which no target and no ' +
    'promise speaks, the target while an agreed hold runs, and what is known from a snapshot alone. Source: our own proposal, against "I’ll get you when I get to you".',
})
export class Silence extends PromisedWord {
  @Field(() => Int, { description: 'Whole minutes since the word was due.' }) readonly silentMinutes: number;
}

@InputType({ description: 'All that is given must hold.' })
export class RelationshipFilter {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => RelationshipState, {
    nullable: true,
    description: 'ESTABLISHED and ENDED ones when absent; OBSERVED are pairs that merely met.',
  })
  readonly state?: string | null;
  @Field(() => RelationshipType, { nullable: true, description: meaning(relationship.relationshipType) }) readonly type?:
    string | null;
}

const RelationshipOrderEnum = namedEnum('RelationshipOrder', ['ID', 'ATTENTION', 'BEST'], 'By what relationships are ordered.', {
  ATTENTION:
    '"Surely not good" first: by the upper end of the score’s interval (value + 1.96 standard errors), ascending; INSUFFICIENT_DATA last. Give `asOf` ' +
    'to page through one and the same order.',
  BEST: '"Surely good" first: by the lower end of the interval, descending; INSUFFICIENT_DATA last.',
});

const POLICY = {
  nullable: true,
  description: 'The one in force at the moment when absent, the built-in one before any.',
} as const;

@ArgsType()
export class RelationshipArgs extends WhenArgs {
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => DateTime, AS_OF) readonly asOf?: string | null;
  @Field(() => ScoringPolicyChoice, POLICY) readonly policy?: ScoringPolicyChoice | null;
}

@ArgsType()
export class RelationshipsArgs extends PageArgs {
  @Field(() => RelationshipFilter, { nullable: true, description: 'What is asked for; everything that may be seen when absent.' })
  readonly filter?: RelationshipFilter | null;
  @Field(() => RelationshipOrderEnum, { nullable: true, description: 'ID when absent.' })
  readonly orderBy?: 'ID' | ScoreOrder | null;
  @Field(() => DateTime, AS_OF) readonly asOf?: string | null;
  @Field(() => ScoringPolicyChoice, POLICY) readonly policy?: ScoringPolicyChoice | null;
}

@ArgsType()
export class TimelineArgs extends PageArgs {
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => Locale, LOCALE) readonly locale?: LocaleName | null;
}

@ArgsType()
export class SilenceArgs extends PageArgs {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => [PromiseKind], { nullable: true, description: 'What is waited for is one of these. All when absent.' })
  readonly kinds?: readonly SilenceKind[] | null;
  @Field(() => DateTime, AS_OF) readonly asOf?: string | null;
}

/** A relationship node with the moment and the policy that its numbers were requested for; see `score` for their absence. */
export type RelationshipNode = NodeOf<'Relationship'> & {
  readonly asOf?: string | undefined;
  readonly policy?: PolicyChoice | undefined;
};

/** The node with the requested moment and policy; the node itself when neither was given. */
export const askedFor = (
  node: NodeOf<'Relationship'>,
  asOf: string | undefined,
  policy: PolicyChoice | undefined,
): RelationshipNode => (asOf === undefined && policy === undefined ? node : { ...node, asOf, policy });
