import { ArgsType, Field, ID } from '@nestjs/graphql';
import type { ScoreOrder } from '../../measures/score.js';
import { type Language, LANGUAGES } from '../../language.js';
import { DepartmentKind } from '../inputs/domain-enums.js';
import { namedEnum } from '../inputs/enums.js';
import { DateTime } from '../scalars/date-time.js';
import type { TicketGroup as Group } from '../../queries/ticket/count-tickets.js';
import { TICKET_ORDERS, type TicketOrder } from '../../queries/ticket/find-tickets.js';
import { TicketGroup } from '../types/ticket-count.js';
import { PageArgs } from './page-args.js';
import { ScoringPolicyChoice } from './policy-input.js';
import { RelationshipFilter } from './relationship-filter.js';
import { SIDE } from './side.js';
import { TicketFilter } from './ticket-filter.js';
import { WhenArgs } from './when-args.js';

const TicketOrderEnum = namedEnum('TicketOrder', Object.keys(TICKET_ORDERS), 'By what the board is ordered; the id breaks ties.');
const RelationshipOrderEnum = namedEnum('RelationshipOrder', ['ID', 'ATTENTION', 'BEST'], 'By what relationships are ordered.', {
  ATTENTION:
    '"Surely not good" first: by the upper end of the score’s interval (value + 1.96 standard errors), ascending; INSUFFICIENT_DATA last. Give `asOf` ' +
    'to page through one and the same order.',
  BEST: '"Surely good" first: by the lower end of the interval, descending; INSUFFICIENT_DATA last.',
});
const Locale = namedEnum(
  'Locale',
  LANGUAGES.map((language) => language.toUpperCase()),
  'The languages in which the server says things in words.',
);
const POLICY = {
  nullable: true,
  description: 'The one in force at the moment when absent, the built-in one before any.',
} as const;
const SHOWN_AS_OF = {
  nullable: true,
  description: 'Names, tree and mergers as of this moment; the present one when absent.',
} as const;
const AS_OF = { nullable: true, description: 'The moment asked about; the present one when absent.' } as const;

@ArgsType()
export class DepartmentsArgs extends PageArgs {
  @Field(() => DateTime, SHOWN_AS_OF) readonly asOf?: string | null;
  @Field(() => DepartmentKind, { nullable: true }) readonly kind?: string | null;
}

@ArgsType()
export class TeamsArgs extends PageArgs {
  @Field(() => DateTime, SHOWN_AS_OF) readonly asOf?: string | null;
}

@ArgsType()
export class TicketsArgs extends PageArgs {
  @Field(() => TicketFilter, { nullable: true }) readonly filter?: TicketFilter | null;
  @Field(() => TicketOrderEnum, { nullable: true, description: 'LOGGED_AT_DESC when absent.' })
  readonly orderBy?: TicketOrder | null;
}

@ArgsType()
export class TicketCountsArgs extends WhenArgs {
  @Field(() => [TicketGroup], { description: 'None: all in one number.' }) readonly groupBy: readonly Group[];
  @Field(() => TicketFilter, { nullable: true }) readonly filter?: TicketFilter | null;
}

@ArgsType()
export class PositionAtArgs {
  @Field(() => DateTime, { description: 'A moment of recording, not still to come.' }) readonly moment: string;
}

@ArgsType()
export class RelationshipArgs extends WhenArgs {
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => DateTime, AS_OF) readonly asOf?: string | null;
  @Field(() => ScoringPolicyChoice, POLICY) readonly policy?: ScoringPolicyChoice | null;
}

/** Of a score within an answer: as its relationship was asked for when absent. */
@ArgsType()
export class ScoreArgs {
  @Field(() => DateTime, { nullable: true }) readonly asOf?: string | null;
  @Field(() => ScoringPolicyChoice, { nullable: true }) readonly policy?: ScoringPolicyChoice | null;
}

@ArgsType()
export class RelationshipsArgs extends PageArgs {
  @Field(() => RelationshipFilter, { nullable: true }) readonly filter?: RelationshipFilter | null;
  @Field(() => RelationshipOrderEnum, { nullable: true, description: 'ID when absent.' })
  readonly orderBy?: 'ID' | ScoreOrder | null;
  @Field(() => DateTime, AS_OF) readonly asOf?: string | null;
  @Field(() => ScoringPolicyChoice, POLICY) readonly policy?: ScoringPolicyChoice | null;
}

@ArgsType()
export class TimelineArgs extends PageArgs {
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
}

@ArgsType()
export class OverviewArgs extends WhenArgs {
  @Field(() => ID) readonly id: string;
  @Field(() => DateTime, AS_OF) readonly asOf?: string | null;
}

@ArgsType()
export class SilenceArgs extends PageArgs {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => DateTime, AS_OF) readonly asOf?: string | null;
}

@ArgsType()
export class BounceArgs extends WhenArgs {
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Inclusive.' }) readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' }) readonly to?: string | null;
}

@ArgsType()
export class ContactArgs extends WhenArgs {
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Contacts that began at this moment or later.' }) readonly from?:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' })
  readonly to?: string | null;
}

@ArgsType()
export class IdArgs extends WhenArgs {
  @Field(() => ID) readonly id: string;
}

@ArgsType()
export class DepartmentViewArgs extends IdArgs {
  @Field(() => Locale, { nullable: true, description: 'In which language it is said: EN when absent.' })
  readonly locale?: Uppercase<Language> | null;
}

@ArgsType()
export class EventsOfArgs extends PageArgs {
  @Field(() => ID) readonly id: string;
}

@ArgsType()
export class StreamArgs extends PageArgs {
  @Field(() => String, { description: '`<category>-<id>`, as `ticket-T1`.' }) readonly stream: string;
}

@ArgsType()
export class AsOfIdArgs extends IdArgs {
  @Field(() => DateTime, SHOWN_AS_OF) readonly asOf?: string | null;
}
