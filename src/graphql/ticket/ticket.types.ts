import { Field, ID, Int, ObjectType, ArgsType, InputType } from '@nestjs/graphql';
import * as ticket from '../../domain/ticket/fields.js';
import type { SilenceKind } from '../../queries/silence.js';
import type { TicketOrder, TicketGroup as Group } from '../../queries/ticket/tickets.js';
import { IdArgs, PageArgs, SIDE, WhenArgs } from '../kit/args.js';
import {
  ClinicalImpact,
  Fidelity,
  HoldReason,
  LinkRelation,
  TicketChannel,
  TicketKind,
  TicketState,
  namedEnum,
  Locale,
  LOCALE,
  type LocaleName,
} from '../kit/enums.js';
import { Node } from '../kit/node.js';
import { DateTime } from '../kit/scalars.js';
import { DEPARTMENT_ID, TICKET_ID, meaning } from '../kit/meanings.js';

@ObjectType({ description: 'A field of the source system with its value.' })
export class ReportedField {
  @Field(() => String, { description: meaning(ticket.reportedField.field) }) readonly field: string;
  @Field(() => String, { description: meaning(ticket.reportedField.value) }) readonly value: string;
}

@ObjectType({ description: 'Another record related to the ticket.' })
export class TicketLink {
  @Field(() => LinkRelation, { description: meaning(ticket.linkRelation) }) readonly relation: string;
  @Field(() => ID, { description: meaning(ticket.otherRef) }) readonly otherRef: string;
}

@ObjectType({ implements: () => [Node], description: 'A department’s request for help.' })
export class Ticket extends Node {
  @Field(() => ID, { description: TICKET_ID }) readonly ticketId: string;
  @Field(() => TicketKind, { description: meaning(ticket.kind) }) readonly kind: string;
  @Field(() => TicketState, { description: meaning(ticket.ticketState) }) readonly state: string;
  @Field(() => ID, { description: 'The department that made the request, after corrections.' }) readonly departmentId: string;
  @Field(() => ID, { nullable: true, description: 'The team to which it is, or at its end was, assigned; null: none.' })
  readonly teamId: string | null;
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person to whom it is assigned.' }) readonly assigneeRef:
    string | null;
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person who asked.' }) readonly requesterRef:
    string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Its id in the system from which it was imported; null if it was logged here.',
  })
  readonly externalId: string | null;
  @Field(() => String, { nullable: true, description: 'That system’s short name.' }) readonly externalSystem: string | null;
  @Field(() => TicketChannel, { description: meaning(ticket.channel) }) readonly channel: string;
  @Field(() => String, { nullable: true, description: 'In the organisation’s own scheme; null if not given.' })
  readonly category: string | null;
  @Field(() => String, { nullable: true, description: 'Refines `category`.' }) readonly subcategory: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The symptom, in the organisation’s vocabulary; null if not given.',
  })
  readonly symptom: string | null;
  @Field(() => Int, { nullable: true, description: '1 the highest.' }) readonly impact: number | null;
  @Field(() => Int, { nullable: true, description: '1 the highest.' }) readonly urgency: number | null;
  @Field(() => Int, { nullable: true, description: '1 the highest.' }) readonly priority: number | null;
  @Field(() => ClinicalImpact, { description: meaning(ticket.clinicalImpact) }) readonly clinicalImpact: string;
  @Field(() => String, { nullable: true, description: 'Key of the summary text, which is stored apart.' })
  readonly summaryRef: string | null;
  @Field(() => ID, { nullable: true, description: meaning(ticket.businessGoalId) }) readonly businessGoalId: string | null;
  @Field(() => DateTime, { description: meaning(ticket.ticketSummary.loggedAt) }) readonly loggedAt: string;
  @Field(() => DateTime, { description: 'The latest moment at which any of its events happened.' }) readonly lastEventAt: string;
  @Field(() => Int, { description: 'For `expectedRevision`.' }) readonly revision: number;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'When a person first told the department that the ticket has arrived, its progress, the reason for a hold, or the resolution.',
  })
  readonly acknowledgedAt: string | null;
  @Field(() => DateTime, { nullable: true, description: 'The latest message that the department could see.' })
  readonly lastSharedAt: string | null;
  @Field(() => HoldReason, { nullable: true, description: 'What it waits for; null if it is not on hold.' }) readonly holdReason:
    string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether the requester agreed to the hold.' })
  readonly holdAgreed: boolean | null;
  @Field(() => DateTime, { nullable: true, description: 'When the hold began; null if it is not on hold.' }) readonly heldSince:
    string | null;
  @Field(() => DateTime, { nullable: true, description: meaning(ticket.ticketSummary.resolvedAt) }) readonly resolvedAt:
    string | null;
  @Field(() => DateTime, { nullable: true, description: meaning(ticket.ticketSummary.closedAt) }) readonly closedAt:
    string | null;
  @Field(() => String, { nullable: true, description: meaning(ticket.resolutionCode) }) readonly resolutionCode: string | null;
  @Field(() => Int, { description: 'Each reopening starts the next cycle; the first is 1.' }) readonly cycle: number;
  @Field(() => Int, { description: 'Reassignments from one team to another.' }) readonly reassignments: number;
  @Field(() => Int, { description: meaning(ticket.ticketSummary.reopenings) }) readonly reopenings: number;
  @Field(() => Int, { description: 'Messages that the department could see.' }) readonly updatesShared: number;
  @Field(() => Int, { description: 'How often the department had to ask.' }) readonly chased: number;
  @Field(() => [TicketLink], { description: 'Other records, in the order in which they were linked.' })
  readonly links: readonly TicketLink[];
  @Field(() => ID, { nullable: true, description: 'The ticket that continues it; null if it was not merged.' })
  readonly mergedInto: string | null;
  @Field(() => Fidelity, { description: 'The fidelity of its events’ source.' }) readonly fidelity: string;
  @Field(() => [ReportedField], { description: 'What the source reports and cannot be recomputed here.' })
  readonly reported: readonly ReportedField[];
}

@ObjectType({ description: 'The ticket as shown to the department, in plain language.' })
export class TicketDepartmentView {
  @Field(() => ID, { description: TICKET_ID }) readonly ticketId: string;
  @Field(() => String, { description: 'Its state.' }) readonly headline: string;
  @Field(() => String, { description: 'The latest thing that the department could see, and when.' })
  readonly whatHappenedLast: string;
  @Field(() => String, {
    description: 'The team to which it is assigned and whether a person there works on it; or that a team is being chosen.',
  })
  readonly whoHasIt: string;
  @Field(() => String, { description: 'Which update is due next, and when, or that none is promised.' })
  readonly whatIsPromisedNext: string;
}

const TicketGroup = namedEnum<Group>(
  'TicketGroup',
  {
    STATE: 'By the ticket’s status.',
    TEAM: 'By the team that has the ticket; tickets that no team has are a group of their own.',
    DEPARTMENT: 'By the department served.',
    MONTH: 'By the month of logging, in the organisation’s time zone.',
  },
  'By what tickets are counted.',
);

@ObjectType({ description: 'The number of tickets in one group. Fields that were not grouped by are null.' })
export class TicketCount {
  @Field(() => TicketState, { nullable: true, description: meaning(ticket.ticketState) }) readonly state: string | null;
  @Field(() => ID, { nullable: true, description: 'Null also if no team is assigned.' }) readonly teamId: string | null;
  @Field(() => ID, { nullable: true, description: DEPARTMENT_ID }) readonly departmentId: string | null;
  @Field(() => String, { nullable: true, description: '`YYYY-MM` of logging.' }) readonly month: string | null;
  @Field(() => Int, { description: 'Number of tickets.' }) readonly count: number;
}

@ObjectType({ description: 'Tickets by state.' })
export class TicketCounts {
  @Field(() => Int, { description: 'Logged, and work has not started.' }) readonly new: number;
  @Field(() => Int, { description: 'Work is in progress.' }) readonly inProgress: number;
  @Field(() => Int, { description: 'They wait.' }) readonly onHold: number;
  @Field(() => Int, { description: 'Resolved, and not yet closed.' }) readonly resolved: number;
  @Field(() => Int, { description: 'Over.' }) readonly closed: number;
  @Field(() => Int, { description: 'Called off.' }) readonly cancelled: number;
  @Field(() => Int, { description: 'Continued in another ticket.' }) readonly merged: number;
}

export const PromiseKind = namedEnum<SilenceKind>(
  'PromiseKind',
  {
    ACKNOWLEDGEMENT: 'The first word of a person in a cycle.',
    UPDATE: 'The next word, promised or due by a target.',
    UNCLAIMED: 'The assignment of a ticket that no team has.',
  },
  'The first response in a cycle, the next update, or the assignment of an unclaimed ticket.',
);

@ObjectType({ description: 'A message that is due to a department.' })
export class PromisedWord {
  @Field(() => ID, { description: TICKET_ID }) readonly ticketId: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The team to which the ticket is assigned when the message falls due; null: none.',
  })
  readonly teamId: string | null;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => PromiseKind, { description: 'The kind of message.' }) readonly kind: string;
  @Field(() => DateTime, { description: 'When it was promised, or when its target began.' }) readonly promisedAt: string;
  @Field(() => DateTime, { description: 'When it is due.' }) readonly dueAt: string;
}

@InputType({ description: 'Conditions that must all be met.' })
export class TicketFilter {
  @Field(() => [TicketState], { nullable: true, description: 'One of these.' })
  readonly state?: readonly string[] | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => TicketChannel, { nullable: true, description: meaning(ticket.channel) }) readonly channel?: string | null;
  @Field(() => TicketKind, { nullable: true, description: meaning(ticket.kind) }) readonly kind?: string | null;
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person who asked.' }) readonly requesterRef?:
    string | null;
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person to whom it is assigned.' }) readonly assigneeRef?:
    string | null;
  @Field(() => Int, { nullable: true, description: '1 the highest.' }) readonly priority?: number | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a message to the department is overdue: the tickets that `silenceList` returns.',
  })
  readonly overdue?: boolean | null;
  @Field(() => ID, { nullable: true, description: 'Its id in the system from which it was imported.' })
  readonly externalId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Inclusive.' }) readonly loggedFrom?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' }) readonly loggedBefore?: string | null;
}

const TicketOrderEnum = namedEnum<TicketOrder>(
  'TicketOrder',
  {
    LOGGED_AT_DESC: 'By when they were logged, the latest first.',
    LOGGED_AT_ASC: 'By when they were logged, the earliest first.',
    LAST_EVENT_AT_DESC: 'By their latest event, the latest first.',
    LAST_EVENT_AT_ASC: 'By their latest event, the earliest first.',
    ID: 'By the ticket’s id.',
  },
  'The order; the id breaks ties.',
);

@ArgsType()
export class TicketsArgs extends PageArgs {
  @Field(() => TicketFilter, { nullable: true, description: 'The filter; when absent, everything that you may see.' })
  readonly filter?: TicketFilter | null;
  @Field(() => TicketOrderEnum, { nullable: true, description: 'LOGGED_AT_DESC when absent.' })
  readonly orderBy?: TicketOrder | null;
}

@ArgsType()
export class TicketCountsArgs extends WhenArgs {
  @Field(() => [TicketGroup], { description: 'None: all in one number.' }) readonly groupBy: readonly Group[];
  @Field(() => TicketFilter, { nullable: true, description: 'The filter; when absent, everything that you may see.' })
  readonly filter?: TicketFilter | null;
}

@ArgsType()
export class DepartmentViewArgs extends IdArgs {
  @Field(() => Locale, LOCALE) readonly locale?: LocaleName | null;
}
