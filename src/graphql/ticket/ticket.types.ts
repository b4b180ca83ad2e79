import { Field, ID, Int, ObjectType, ArgsType, InputType } from '@nestjs/graphql';
import * as ticket from '../../domain/ticket/fields.js';
import { TICKET_GROUPS, TICKET_ORDERS, type TicketOrder, type TicketGroup as Group } from '../../queries/ticket/tickets.js';
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

@ObjectType({ description: 'A field as the source system says it.' })
export class ReportedField {
  @Field(() => String, { description: meaning(ticket.reportedField.field) }) readonly field: string;
  @Field(() => String, { description: meaning(ticket.reportedField.value) }) readonly value: string;
}

@ObjectType({ description: 'Another record that the ticket has to do with.' })
export class TicketLink {
  @Field(() => LinkRelation, { description: meaning(ticket.linkRelation) }) readonly relation: string;
  @Field(() => ID, { description: meaning(ticket.otherRef) }) readonly otherRef: string;
}

@ObjectType({ implements: () => [Node], description: 'A request for help of a department, in detail and for the board.' })
export class Ticket extends Node {
  @Field(() => ID, { description: TICKET_ID }) readonly ticketId: string;
  @Field(() => TicketKind, { description: meaning(ticket.kind) }) readonly kind: string;
  @Field(() => TicketState, { description: meaning(ticket.ticketState) }) readonly state: string;
  @Field(() => ID, { description: 'The department that asked, the last where it was corrected.' }) readonly departmentId: string;
  @Field(() => ID, { nullable: true, description: 'The team that has it, or had it when it ended; null: none.' })
  readonly teamId: string | null;
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person assigned.' }) readonly assigneeRef: string | null;
  @Field(() => String, { nullable: true, description: 'Pseudonym of who asked.' }) readonly requesterRef: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'What it is called in the system that it was taken from; null for one logged here.',
  })
  readonly externalId: string | null;
  @Field(() => String, { nullable: true, description: 'That system’s short name.' }) readonly externalSystem: string | null;
  @Field(() => TicketChannel, { description: meaning(ticket.channel) }) readonly channel: string;
  @Field(() => String, { nullable: true, description: 'In the organisation’s own scheme; null where it was not said.' })
  readonly category: string | null;
  @Field(() => String, { nullable: true, description: 'As `category`, more closely.' }) readonly subcategory: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What was seen, in the organisation’s vocabulary; null where it was not said.',
  })
  readonly symptom: string | null;
  @Field(() => Int, { nullable: true, description: '1 the highest.' }) readonly impact: number | null;
  @Field(() => Int, { nullable: true, description: '1 the highest.' }) readonly urgency: number | null;
  @Field(() => Int, { nullable: true, description: '1 the highest.' }) readonly priority: number | null;
  @Field(() => ClinicalImpact, { description: meaning(ticket.clinicalImpact) }) readonly clinicalImpact: string;
  @Field(() => String, { nullable: true, description: 'Key of the summary text, which is kept apart.' })
  readonly summaryRef: string | null;
  @Field(() => ID, { nullable: true, description: meaning(ticket.businessGoalId) }) readonly businessGoalId: string | null;
  @Field(() => DateTime, { description: meaning(ticket.ticketSummary.loggedAt) }) readonly loggedAt: string;
  @Field(() => DateTime, { description: 'The latest moment of any event, by when it happened.' }) readonly lastEventAt: string;
  @Field(() => Int, { description: 'For `expectedRevision`.' }) readonly revision: number;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When a person first told the department that somebody has it, how it goes, why it waits, or that it is solved.',
  })
  readonly acknowledgedAt: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Last word that the department could see.' })
  readonly lastSharedAt: string | null;
  @Field(() => HoldReason, { nullable: true, description: 'What it waits for; null unless it is on hold.' }) readonly holdReason:
    string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether the requester agreed to wait.' })
  readonly holdAgreed: boolean | null;
  @Field(() => DateTime, { nullable: true, description: 'Since when it waits; null unless it is on hold.' }) readonly heldSince:
    string | null;
  @Field(() => DateTime, { nullable: true, description: meaning(ticket.ticketSummary.resolvedAt) }) readonly resolvedAt:
    string | null;
  @Field(() => DateTime, { nullable: true, description: meaning(ticket.ticketSummary.closedAt) }) readonly closedAt:
    string | null;
  @Field(() => String, { nullable: true, description: meaning(ticket.resolutionCode) }) readonly resolutionCode: string | null;
  @Field(() => Int, { description: 'Each reopening starts the next cycle; the first is 1.' }) readonly cycle: number;
  @Field(() => Int, { description: 'Handings-over from one team to another.' }) readonly reassignments: number;
  @Field(() => Int, { description: meaning(ticket.ticketSummary.reopenings) }) readonly reopenings: number;
  @Field(() => Int, { description: 'Words that the department could see.' }) readonly updatesShared: number;
  @Field(() => Int, { description: 'How often the department had to ask.' }) readonly chased: number;
  @Field(() => [TicketLink], { description: 'Other records, in the order in which they were linked.' })
  readonly links: readonly TicketLink[];
  @Field(() => ID, { nullable: true, description: 'The ticket that it goes on in; null unless it was merged.' })
  readonly mergedInto: string | null;
  @Field(() => Fidelity, { description: 'How faithful the source of its events is.' }) readonly fidelity: string;
  @Field(() => [ReportedField], { description: 'What the source reports and cannot be recomputed.' })
  readonly reported: readonly ReportedField[];
}

@ObjectType({ description: 'What a ticket looks like to the department, in plain words.' })
export class TicketDepartmentView {
  @Field(() => ID, { description: TICKET_ID }) readonly ticketId: string;
  @Field(() => String, { description: 'How it stands.' }) readonly headline: string;
  @Field(() => String, { description: 'The last that the department could see, and when.' }) readonly whatHappenedLast: string;
  @Field(() => String, { description: 'Which team has it, and whether somebody of it does; or that one is looked for.' })
  readonly whoHasIt: string;
  @Field(() => String, { description: 'Which word is due next, and by when, or that none is promised.' })
  readonly whatIsPromisedNext: string;
}

const TicketGroup = namedEnum('TicketGroup', TICKET_GROUPS, 'By what tickets are counted.', {
  MONTH: 'Of logging.',
});

@ObjectType({ description: 'How many tickets there are of one kind. What was not grouped by is null.' })
export class TicketCount {
  @Field(() => TicketState, { nullable: true, description: meaning(ticket.ticketState) }) readonly state: string | null;
  @Field(() => ID, { nullable: true, description: 'Null also where no team has the ticket.' }) readonly teamId: string | null;
  @Field(() => ID, { nullable: true, description: DEPARTMENT_ID }) readonly departmentId: string | null;
  @Field(() => String, { nullable: true, description: '`YYYY-MM` of logging.' }) readonly month: string | null;
  @Field(() => Int, { description: 'How many tickets.' }) readonly count: number;
}

@ObjectType({ description: 'Tickets by state.' })
export class TicketCounts {
  @Field(() => Int, { description: 'Logged, and begun by nobody.' }) readonly new: number;
  @Field(() => Int, { description: 'Somebody works on them.' }) readonly inProgress: number;
  @Field(() => Int, { description: 'They wait.' }) readonly onHold: number;
  @Field(() => Int, { description: 'Solved, and not yet closed.' }) readonly resolved: number;
  @Field(() => Int, { description: 'Over.' }) readonly closed: number;
  @Field(() => Int, { description: 'Called off.' }) readonly cancelled: number;
  @Field(() => Int, { description: 'They go on in another ticket.' }) readonly merged: number;
}

export const PromiseKind = namedEnum(
  'PromiseKind',
  ['ACKNOWLEDGEMENT', 'UPDATE', 'UNCLAIMED'],
  'The first human word of a cycle, the next word, or that a team takes a ticket that nobody has.',
);

@ObjectType({ description: 'A word that is due to a department.' })
export class PromisedWord {
  @Field(() => ID, { description: TICKET_ID }) readonly ticketId: string;
  @Field(() => ID, { nullable: true, description: 'The team that has the ticket when the word falls due; null: nobody has.' })
  readonly teamId: string | null;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => PromiseKind, { description: 'Which word it is.' }) readonly kind: string;
  @Field(() => DateTime, { description: 'When it was promised, or when its target began.' }) readonly promisedAt: string;
  @Field(() => DateTime, { description: 'By when it is due.' }) readonly dueAt: string;
}

@InputType({ description: 'All that is given must hold.' })
export class TicketFilter {
  @Field(() => [TicketState], { nullable: true, description: 'One of these.' })
  readonly state?: readonly string[] | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => TicketChannel, { nullable: true, description: meaning(ticket.channel) }) readonly channel?: string | null;
  @Field(() => TicketKind, { nullable: true, description: meaning(ticket.kind) }) readonly kind?: string | null;
  @Field(() => String, { nullable: true, description: 'Pseudonym of who asked.' }) readonly requesterRef?: string | null;
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person assigned.' }) readonly assigneeRef?: string | null;
  @Field(() => Int, { nullable: true, description: '1 the highest.' }) readonly priority?: number | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a word to the department stays away longer than was promised: those that `silenceList` names.',
  })
  readonly overdue?: boolean | null;
  @Field(() => ID, { nullable: true, description: 'What it is called in the system that it was taken from.' })
  readonly externalId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Inclusive.' }) readonly loggedFrom?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' }) readonly loggedBefore?: string | null;
}

const TicketOrderEnum = namedEnum('TicketOrder', Object.keys(TICKET_ORDERS), 'By what the board is ordered; the id breaks ties.');

@ArgsType()
export class TicketsArgs extends PageArgs {
  @Field(() => TicketFilter, { nullable: true, description: 'What is asked for; everything that may be seen when absent.' })
  readonly filter?: TicketFilter | null;
  @Field(() => TicketOrderEnum, { nullable: true, description: 'LOGGED_AT_DESC when absent.' })
  readonly orderBy?: TicketOrder | null;
}

@ArgsType()
export class TicketCountsArgs extends WhenArgs {
  @Field(() => [TicketGroup], { description: 'None: all in one number.' }) readonly groupBy: readonly Group[];
  @Field(() => TicketFilter, { nullable: true, description: 'What is asked for; everything that may be seen when absent.' })
  readonly filter?: TicketFilter | null;
}

@ArgsType()
export class DepartmentViewArgs extends IdArgs {
  @Field(() => Locale, LOCALE) readonly locale?: LocaleName | null;
}
