import { Field, ID, Int, ObjectType, ArgsType, InputType } from '@nestjs/graphql';
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

@ObjectType({ description: 'A field as the source system says it.' })
export class ReportedField {
  @Field(() => String) readonly field: string;
  @Field(() => String) readonly value: string;
}

@ObjectType({ description: 'Another record that the ticket has to do with.' })
export class TicketLink {
  @Field(() => LinkRelation) readonly relation: string;
  @Field(() => ID) readonly otherRef: string;
}

@ObjectType({ implements: () => [Node], description: 'A request for help of a department, in detail and for the board.' })
export class Ticket extends Node {
  @Field(() => ID) readonly ticketId: string;
  @Field(() => TicketKind) readonly kind: string;
  @Field(() => TicketState) readonly state: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => ID, { nullable: true }) readonly teamId: string | null;
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person assigned.' }) readonly assigneeRef: string | null;
  @Field(() => String, { nullable: true, description: 'Pseudonym of who asked.' }) readonly requesterRef: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'What it is called in the system that it was taken from; null for one logged here.',
  })
  readonly externalId: string | null;
  @Field(() => String, { nullable: true, description: 'That system’s short name.' }) readonly externalSystem: string | null;
  @Field(() => TicketChannel) readonly channel: string;
  @Field(() => String, { nullable: true }) readonly category: string | null;
  @Field(() => String, { nullable: true }) readonly subcategory: string | null;
  @Field(() => String, { nullable: true }) readonly symptom: string | null;
  @Field(() => Int, { nullable: true, description: '1 the highest.' }) readonly impact: number | null;
  @Field(() => Int, { nullable: true, description: '1 the highest.' }) readonly urgency: number | null;
  @Field(() => Int, { nullable: true, description: '1 the highest.' }) readonly priority: number | null;
  @Field(() => ClinicalImpact) readonly clinicalImpact: string;
  @Field(() => String, { nullable: true, description: 'Key of the summary text, which is kept apart.' })
  readonly summaryRef: string | null;
  @Field(() => ID, { nullable: true }) readonly businessGoalId: string | null;
  @Field(() => DateTime) readonly loggedAt: string;
  @Field(() => DateTime, { description: 'The latest moment of any event, by when it happened.' }) readonly lastEventAt: string;
  @Field(() => Int, { description: 'For `expectedRevision`.' }) readonly revision: number;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When a person first told the department that somebody has it, how it goes, why it waits, or that it is solved.',
  })
  readonly acknowledgedAt: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Last word that the department could see.' })
  readonly lastSharedAt: string | null;
  @Field(() => HoldReason, { nullable: true }) readonly holdReason: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether the requester agreed to wait.' })
  readonly holdAgreed: boolean | null;
  @Field(() => DateTime, { nullable: true }) readonly heldSince: string | null;
  @Field(() => DateTime, { nullable: true }) readonly resolvedAt: string | null;
  @Field(() => DateTime, { nullable: true }) readonly closedAt: string | null;
  @Field(() => String, { nullable: true }) readonly resolutionCode: string | null;
  @Field(() => Int, { description: 'Each reopening starts the next cycle; the first is 1.' }) readonly cycle: number;
  @Field(() => Int, { description: 'Handings-over from one team to another.' }) readonly reassignments: number;
  @Field(() => Int) readonly reopenings: number;
  @Field(() => Int, { description: 'Words that the department could see.' }) readonly updatesShared: number;
  @Field(() => Int, { description: 'How often the department had to ask.' }) readonly chased: number;
  @Field(() => [TicketLink]) readonly links: readonly TicketLink[];
  @Field(() => ID, { nullable: true }) readonly mergedInto: string | null;
  @Field(() => Fidelity, { description: 'How faithful the source of its events is.' }) readonly fidelity: string;
  @Field(() => [ReportedField], { description: 'What the source reports and cannot be recomputed.' })
  readonly reported: readonly ReportedField[];
}

@ObjectType({ description: 'What a ticket looks like to the department, in plain words.' })
export class TicketDepartmentView {
  @Field(() => ID) readonly ticketId: string;
  @Field(() => String) readonly headline: string;
  @Field(() => String) readonly whatHappenedLast: string;
  @Field(() => String) readonly whoHasIt: string;
  @Field(() => String) readonly whatIsPromisedNext: string;
}

const TicketGroup = namedEnum('TicketGroup', TICKET_GROUPS, 'By what tickets are counted.', {
  MONTH: 'Of logging.',
});

@ObjectType({ description: 'How many tickets there are of one kind. What was not grouped by is null.' })
export class TicketCount {
  @Field(() => TicketState, { nullable: true }) readonly state: string | null;
  @Field(() => ID, { nullable: true, description: 'Null also where no team has the ticket.' }) readonly teamId: string | null;
  @Field(() => ID, { nullable: true }) readonly departmentId: string | null;
  @Field(() => String, { nullable: true, description: '`YYYY-MM` of logging.' }) readonly month: string | null;
  @Field(() => Int) readonly count: number;
}

@ObjectType({ description: 'Tickets by state.' })
export class TicketCounts {
  @Field(() => Int) readonly new: number;
  @Field(() => Int) readonly inProgress: number;
  @Field(() => Int) readonly onHold: number;
  @Field(() => Int) readonly resolved: number;
  @Field(() => Int) readonly closed: number;
  @Field(() => Int) readonly cancelled: number;
  @Field(() => Int) readonly merged: number;
}

export const PromiseKind = namedEnum(
  'PromiseKind',
  ['ACKNOWLEDGEMENT', 'UPDATE', 'UNCLAIMED'],
  'The first human word of a cycle, the next word, or that a team takes a ticket that nobody has.',
);

@ObjectType({ description: 'A word that is due to a department.' })
export class PromisedWord {
  @Field(() => ID) readonly ticketId: string;
  @Field(() => ID, { nullable: true, description: 'The team that has the ticket when the word falls due; null: nobody has.' })
  readonly teamId: string | null;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => PromiseKind) readonly kind: string;
  @Field(() => DateTime) readonly promisedAt: string;
  @Field(() => DateTime) readonly dueAt: string;
}

@InputType({ description: 'All that is given must hold.' })
export class TicketFilter {
  @Field(() => [TicketState], { nullable: true, description: 'One of these.' })
  readonly state?: readonly string[] | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => TicketChannel, { nullable: true }) readonly channel?: string | null;
  @Field(() => TicketKind, { nullable: true }) readonly kind?: string | null;
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
