import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { dueAt } from '../../domain/commitment/events.js';
import { touchpointType } from '../../domain/relationship/events.js';
import type { Commitment as Promised } from '../../queries/list-commitments.js';
import { RelationshipSide, TouchpointType, namedEnum } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import { Node } from '../kit/node.js';
import type { Touchpoint as Planned } from '../../queries/engagement.js';
import { Attendance } from '../relationship/attendance.types.js';
import { Liaison } from '../relationship/relationship.types.js';
import { DEPARTMENT_ID, PLANNED_FOR, TEAM_ID, TOUCHPOINT_ID, meaning } from '../kit/meanings.js';

export const CommitmentState = namedEnum<Promised['state']>(
  'CommitmentState',
  {
    OPEN: 'Its due date is in the future.',
    OVERDUE: 'Its due date has passed and nothing was reported: it counts as not kept.',
    KEPT: 'Fulfilled by the due date in force, according to IT or (`confirmedAt`) the department.',
    MISSED: 'Reported as missed, or fulfilled late.',
    DISPUTED: 'The department does not agree that it was fulfilled: it counts as missed until it is confirmed.',
    WITHDRAWN: 'The department no longer needs it, or IT withdrew it.',
  },
  'The state of a commitment.',
);

export const CommitmentVerdictKind = namedEnum<NonNullable<Promised['counts']>>(
  'CommitmentVerdictKind',
  {
    KEPT: 'Fulfilled by the due date in force, and not disputed.',
    NOT_KEPT: 'The due date has passed without fulfilment, or the department disputes the fulfilment.',
    PENDING: 'Its due date is in the future.',
  },
  'The verdict on a commitment in RELIABILITY.',
);

@ObjectType({ description: 'A due date of a commitment.' })
export class CommitmentDueDate {
  @Field(() => DateTime, { description: meaning(dueAt) }) readonly dueAt: string;
  @Field(() => DateTime, { description: 'When it was promised or agreed.' }) readonly agreedAt: string;
  @Field(() => Boolean, { nullable: true, description: 'Whether it was agreed before the previous date; null for the first.' })
  readonly noticeGiven: boolean | null;
}

@ObjectType({ description: 'The verdict on a commitment in RELIABILITY.' })
export class CommitmentVerdict {
  @Field(() => DateTime, { description: 'When it counts.' }) readonly at: string;
  @Field(() => Boolean, { description: 'Whether it was kept.' }) readonly kept: boolean;
}

@ObjectType({
  implements: () => [Node],
  description:
    'A commitment of a team to a department. Start: CommitmentMade. Stop: the due date in force. Counts: on that date, in lists of this ledger and ' +
    'for RELIABILITY. Left out of RELIABILITY: what the department withdrew by then. Source: as RELIABILITY.',
})
export class Commitment extends Node {
  @Field(() => ID, { description: 'The commitment’s id.' }) readonly commitmentId: string;
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => CommitmentState, { description: 'Its state at the moment of the query.' }) readonly state: string;
  @Field(() => String, { description: 'Key of the text that says what was promised.' }) readonly promiseRef: string;
  @Field(() => ID, { nullable: true, description: 'The ticket that it concerns; null: none.' }) readonly ticketId: string | null;
  @Field(() => ID, { nullable: true, description: 'The meeting at which it was made; null: none.' }) readonly touchpointId:
    string | null;
  @Field(() => ID, { nullable: true, description: 'The contact in which it was made; null: none.' }) readonly interactionId:
    string | null;
  @Field(() => DateTime, { description: 'When it was made.' }) readonly madeAt: string;
  @Field(() => DateTime, { description: 'The due date in force.' }) readonly dueAt: string;
  @Field(() => [CommitmentDueDate], { description: 'The first due date and those agreed since, the latest last.' })
  readonly dueDates: readonly CommitmentDueDate[];
  @Field(() => CommitmentVerdict, {
    nullable: true,
    description: 'Null: it does not count. If nothing is reported by the due date, it counts as missed from then on.',
  })
  readonly verdict: CommitmentVerdict | null;
  @Field(() => DateTime, { nullable: true, description: 'When IT fulfilled it, according to IT; null until then.' })
  readonly fulfilledAt: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When the department confirmed the fulfilment; null until then.' })
  readonly confirmedAt: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When the department disputed the fulfilment; null unless the dispute is open.',
  })
  readonly disputedAt: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When the miss was reported.' }) readonly missedAt: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was withdrawn; null if it was not.' }) readonly withdrawnAt:
    string | null;
  @Field(() => RelationshipSide, { nullable: true, description: 'The side that withdrew it; null if it was not withdrawn.' })
  readonly withdrawnBy: string | null;
}

export const TouchpointState = namedEnum<Planned['state']>(
  'TouchpointState',
  {
    PLANNED: 'Its date is still to come.',
    HELD: 'It took place.',
    MISSED: 'It was reported that it did not take place.',
    UNREPORTED: 'Its date has passed and nothing was reported: it counts as missed once the grace period is over.',
    CANCELLED: 'One side cancelled it: by the department it does not count, by IT it counts as missed.',
    CALLED_OFF: 'The relationship ended before it could take place.',
  },
  'The state of a planned meeting.',
);

@ObjectType({ description: 'A meeting of a team with a department.' })
export class Touchpoint {
  @Field(() => ID, { description: TOUCHPOINT_ID }) readonly touchpointId: string;
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => TouchpointType, { description: meaning(touchpointType) }) readonly type: string;
  @Field(() => DateTime, { description: PLANNED_FOR }) readonly plannedFor: string;
  @Field(() => DateTime, { description: 'When it was planned.' }) readonly plannedAt: string;
  @Field(() => TouchpointState, { description: 'Its state at the moment of the query.' }) readonly state: string;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'The verdict in ENGAGEMENT: whether it took place with both sides present by its date and the grace period. Null until these are over, or if it was cancelled and does not count.',
  })
  readonly kept: boolean | null;
  @Field(() => DateTime, { nullable: true, description: 'When it took place; null if it did not.' }) readonly heldAt:
    string | null;
  @Field(() => Attendance, { nullable: true, description: 'Null if it did not take place.' })
  readonly attendance: Attendance | null;
  @Field(() => String, { nullable: true, description: 'Why it was missed or cancelled.' }) readonly reason: string | null;
}

@ObjectType({
  description:
    'Who looks after a department, and whether planned visits take place. Start: TouchpointPlanned. Stop: TouchpointHeld with both sides present, ' +
    'or the end of the grace period after the planned date. Listed: by the planned date. Counts: at the end of the grace period. Left out: ' +
    'nothing; what does not count for ENGAGEMENT is marked so. Source: IT rounding as hospitals practise it.',
})
export class EngagementCalendar {
  @Field(() => [Liaison], { description: 'Who looks after the department.' }) readonly liaisons: readonly Liaison[];
  @Field(() => Touchpoint, { nullable: true, description: 'The next one in the future, whatever the period.' })
  readonly next: Touchpoint | null;
  @Field(() => [Touchpoint], { description: 'Those of the period, by time.' }) readonly touchpoints: readonly Touchpoint[];
  @Field(() => Int, {
    description: 'Those of the period that count for ENGAGEMENT by now: their date and the grace period are over.',
  })
  readonly due: number;
  @Field(() => Int, { description: 'Those of them that took place.' }) readonly kept: number;
}
