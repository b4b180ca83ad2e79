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

@ObjectType({ description: 'The pair that continues the relationship.' })
export class Successor {
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
}

@ObjectType({ description: 'A pair whose relationship another pair continues.' })
export class Predecessor {
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => DateTime, { description: 'When the other pair took over.' }) readonly transferredAt: string;
}

@ObjectType({ description: 'The pair that a pair was merged into, and since when.' })
export class MergedPair {
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => DateTime, { description: EFFECTIVE_AT }) readonly effectiveAt: string;
}

@ObjectType({ description: 'Each side’s assessment of how far it has developed, 1 ad hoc to 5 strategic partner.' })
export class Maturity {
  @Field(() => Int, { nullable: true, description: 'IT’s assessment; null if there is none.' }) readonly it: number | null;
  @Field(() => Int, { nullable: true, description: 'The department’s assessment; null if there is none.' }) readonly department:
    number | null;
}

const RelationshipState = namedEnum(
  'RelationshipState',
  {
    OBSERVED: 'The two met, or are to continue another relationship, but it was not established.',
    ESTABLISHED: 'It was established, and has not ended since.',
    ENDED: 'It was ended.',
  },
  'The state of a relationship.',
);

@ObjectType({ implements: () => [Node], description: 'How a service team and a department get on.' })
export class Relationship extends Node {
  @Field(() => ID, { description: '`<teamId>.<departmentId>`' }) readonly relationshipId: string;
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => RelationshipState, { description: 'Its state at the moment of the query.' }) readonly state: string;
  @Field(() => RelationshipType, { nullable: true, description: 'As established, by ITIL 4’s kinds; null if it was not.' })
  readonly type: string | null;
  @Field(() => String, { nullable: true, description: 'Its scope, as established; null if not given.' })
  readonly scope: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was last established; null if it was not.' })
  readonly establishedAt: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it ended; null if it has not.' }) readonly endedAt: string | null;
  @Field(() => Successor, { nullable: true, description: 'The pair that continues it by agreement; null: none.' })
  readonly successor: Successor | null;
  @Field(() => [Predecessor], { description: 'The pairs that it continues by agreement: their history stays with them.' })
  readonly predecessors: readonly Predecessor[];
  @Field(() => MergedPair, {
    nullable: true,
    description: 'The pair under which its numbers are also shown, because one of its sides was merged.',
  })
  readonly mergedInto: MergedPair | null;
  @Field(() => [ID], { description: 'The other relationships whose events are included in its numbers.' })
  readonly mergedFrom: readonly string[];
  @Field(() => Charter, { nullable: true, description: 'The latest charter; null: none.' })
  readonly charter: Charter | null;
  @Field(() => CharterProposals, { description: 'The charters that a side proposed and the other has not agreed to.' })
  readonly proposals: CharterProposals;
  @Field(() => Maturity, { description: 'How far it has developed, as each side assessed last.' }) readonly maturity: Maturity;
}

@ObjectType({ description: 'A liaison: a person who looks after a relationship.' })
export class Liaison {
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => RelationshipSide, { description: 'The side that they represent.' }) readonly side: string;
  @Field(() => String, { description: 'Pseudonym.' }) readonly personRef: string;
  @Field(() => DateTime, { description: 'When they were appointed.' }) readonly since: string;
}

@ObjectType({ description: 'A planned meeting of both sides.' })
export class PlannedTouchpoint {
  @Field(() => ID, { description: TOUCHPOINT_ID }) readonly touchpointId: string;
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => TouchpointType, { description: meaning(relationship.touchpointType) }) readonly type: string;
  @Field(() => DateTime, { description: PLANNED_FOR }) readonly plannedFor: string;
}

@ObjectType({ description: 'One event in the history of a team and a department.' })
export class TimelineEntry {
  @Field(() => DateTime, { description: 'When it happened.' }) readonly at: string;
  @Field(() => ID, { description: EVENT_ID }) readonly eventId: string;
  @Field(() => String, { description: EVENT_TYPE }) readonly type: string;
  @Field(() => ID, {
    description:
      'The commitment, improvement, interaction, ticket, touchpoint or goal that it concerns; otherwise the relationship: `<teamId>.<departmentId>`.',
  })
  readonly subject: string;
  @Field(() => ActorKind, { description: ACTOR_KIND }) readonly actorKind: string;
  @Field(() => Fidelity, { description: FIDELITY }) readonly fidelity: string;
  @Field(() => String, { description: 'In plain language, with times in the organisation’s time zone.' })
  readonly summary: string;
}

@ObjectType({
  description:
    'An update that was due and was not sent: someone is waiting. Start: the moment at which the update was due, as promised by ' +
    'TicketAcknowledged, TicketUpdateShared or TicketPlacedOnHold or required by the team’s targets; UNCLAIMED: the end of the time in which a ' +
    'team must claim a ticket. Stop: the next message of a person to the department, the assignment of an unclaimed ticket to a team, or the end ' +
    'of the ticket. Counts: while it is overdue at the moment of the query; a ticket occurs once per kind. Left out: tickets without a target and ' +
    'a promise, the target while an agreed hold lasts, and what is known only from a snapshot. Source: our own proposal, against "I’ll get you ' +
    'when I get to you".',
})
export class Silence extends PromisedWord {
  @Field(() => Int, { description: 'Whole minutes since the update was due.' }) readonly silentMinutes: number;
}

@InputType({ description: 'Conditions that must all be met.' })
export class RelationshipFilter {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => RelationshipState, {
    nullable: true,
    description: 'ESTABLISHED and ENDED ones when absent; OBSERVED pairs only met.',
  })
  readonly state?: string | null;
  @Field(() => RelationshipType, { nullable: true, description: meaning(relationship.relationshipType) }) readonly type?:
    string | null;
}

const RelationshipOrderEnum = namedEnum(
  'RelationshipOrder',
  {
    ID: 'By the relationship’s id.',
    ATTENTION:
      'By the upper end of the score’s interval (value + 1.96 standard errors), ascending: those that are surely not good first; INSUFFICIENT_DATA ' +
      'last. Give `asOf` so that all pages have the same order.',
    BEST: 'By the lower end of the interval, descending: those that are surely good first; INSUFFICIENT_DATA last.',
  },
  'By what relationships are ordered.',
);

const POLICY = {
  nullable: true,
  description: 'The one in force at the moment when absent; before any, the built-in one.',
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
  @Field(() => RelationshipFilter, { nullable: true, description: 'The filter; when absent, everything that you may see.' })
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
  @Field(() => [PromiseKind], { nullable: true, description: 'Only waits of these kinds. All when absent.' })
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
