import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { dueAt } from '../../domain/commitment/events.js';
import { touchpointType } from '../../domain/relationship/events.js';
import { COMMITMENT_STATES, COMMITMENT_VERDICTS } from '../../queries/list-commitments.js';
import { RelationshipSide, TouchpointType, namedEnum } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import { Node } from '../kit/node.js';
import { TOUCHPOINT_STATES } from '../../queries/engagement.js';
import { Attendance } from '../relationship/attendance.types.js';
import { Liaison } from '../relationship/relationship.types.js';
import { DEPARTMENT_ID, PLANNED_FOR, TEAM_ID, TOUCHPOINT_ID, meaning } from '../kit/meanings.js';

export const CommitmentState = namedEnum('CommitmentState', COMMITMENT_STATES, 'How a promise stands.', {
  OPEN: 'Its date is still to come.',
  OVERDUE: 'Its date has passed and nobody said anything: it counts as not kept.',
  KEPT: 'Fulfilled by the date in force, says IT or (`confirmedAt`) the department.',
  MISSED: 'Said so, or fulfilled late.',
  DISPUTED: 'The department does not agree that it was fulfilled: it counts as missed until confirmed.',
});

export const CommitmentVerdictKind = namedEnum(
  'CommitmentVerdictKind',
  COMMITMENT_VERDICTS,
  'How a promise counts for RELIABILITY.',
  {
    KEPT: 'Fulfilled by the due date in force, and not disputed.',
    NOT_KEPT: 'Its date has passed and it was not, or the department disputes that it was.',
    PENDING: 'Its date is still to come.',
  },
);

@ObjectType({ description: 'A date by which something was promised.' })
export class CommitmentDueDate {
  @Field(() => DateTime, { description: meaning(dueAt) }) readonly dueAt: string;
  @Field(() => DateTime, { description: 'When it was promised or agreed.' }) readonly agreedAt: string;
  @Field(() => Boolean, { nullable: true, description: 'Agreed before the date before; null for the first.' })
  readonly noticeGiven: boolean | null;
}

@ObjectType({ description: 'How a promise counts for RELIABILITY.' })
export class CommitmentVerdict {
  @Field(() => DateTime, { description: 'When it counts.' }) readonly at: string;
  @Field(() => Boolean, { description: 'Whether it was kept.' }) readonly kept: boolean;
}

@ObjectType({
  implements: () => [Node],
  description:
    'A promise of a team to a department. Start: CommitmentMade. Stop: the due date in force. Counts: on that date, in lists of this ledger and ' +
    'for RELIABILITY. Left out of RELIABILITY: what the department withdrew by then. Source: as RELIABILITY.',
})
export class Commitment extends Node {
  @Field(() => ID, { description: 'The promise’s own id.' }) readonly commitmentId: string;
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => CommitmentState, { description: 'How it stands at the moment asked about.' }) readonly state: string;
  @Field(() => String, { description: 'Key of what was promised, in words.' }) readonly promiseRef: string;
  @Field(() => ID, { nullable: true, description: 'The ticket that it concerns; null: none.' }) readonly ticketId: string | null;
  @Field(() => ID, { nullable: true, description: 'The meeting at which it was made; null: at none.' }) readonly touchpointId:
    string | null;
  @Field(() => ID, { nullable: true, description: 'The contact in which it was made; null: in none.' }) readonly interactionId:
    string | null;
  @Field(() => DateTime, { description: 'When it was made.' }) readonly madeAt: string;
  @Field(() => DateTime, { description: 'The date in force.' }) readonly dueAt: string;
  @Field(() => [CommitmentDueDate], { description: 'As first promised and as agreed on since, the latest last.' })
  readonly dueDates: readonly CommitmentDueDate[];
  @Field(() => CommitmentVerdict, {
    nullable: true,
    description: 'Null: it does not count. Silence until the date counts as a miss from then on.',
  })
  readonly verdict: CommitmentVerdict | null;
  @Field(() => DateTime, { nullable: true, description: 'When IT fulfilled it, as IT says; null until then.' })
  readonly fulfilledAt: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When the department agreed that it was fulfilled; null until then.' })
  readonly confirmedAt: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When the department disputed that it was fulfilled; null unless the dispute stands.',
  })
  readonly disputedAt: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When the miss was admitted.' }) readonly missedAt: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was withdrawn; null unless it was.' }) readonly withdrawnAt:
    string | null;
  @Field(() => RelationshipSide, { nullable: true, description: 'Which side withdrew it; null unless it was withdrawn.' })
  readonly withdrawnBy: string | null;
}

export const TouchpointState = namedEnum('TouchpointState', TOUCHPOINT_STATES, 'How a planned meeting stands.', {
  CANCELLED: 'One side called it off: by the department it does not count, by IT it counts as missed.',
  UNREPORTED: 'Its time has passed and nobody said whether it took place: it counts as missed once the grace is over.',
});

@ObjectType({ description: 'A meeting of a team with a department.' })
export class Touchpoint {
  @Field(() => ID, { description: TOUCHPOINT_ID }) readonly touchpointId: string;
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => TouchpointType, { description: meaning(touchpointType) }) readonly type: string;
  @Field(() => DateTime, { description: PLANNED_FOR }) readonly plannedFor: string;
  @Field(() => DateTime, { description: 'When it was planned.' }) readonly plannedAt: string;
  @Field(() => TouchpointState, { description: 'How it stands at the moment asked about.' }) readonly state: string;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'As ENGAGEMENT counts it: held with both sides there by its date and the grace. Null until these are over, or when it was called off and does not count.',
  })
  readonly kept: boolean | null;
  @Field(() => DateTime, { nullable: true, description: 'When it took place; null unless it did.' }) readonly heldAt:
    string | null;
  @Field(() => Attendance, { nullable: true, description: 'Null unless it took place.' }) readonly attendance: Attendance | null;
  @Field(() => String, { nullable: true, description: 'Why it was missed or cancelled.' }) readonly reason: string | null;
}

@ObjectType({
  description:
    'Who looks after a department, and whether visits are kept. Start: TouchpointPlanned. Stop: TouchpointHeld with both sides there, or the end ' +
    'of the grace after the planned date. Listed: where the meeting was planned for. Counts: when the grace is over. Left out: nothing; what does not count for ENGAGEMENT says ' +
    'so. Source: IT rounding as hospitals practise it.',
})
export class EngagementCalendar {
  @Field(() => [Liaison], { description: 'Who looks after the department.' }) readonly liaisons: readonly Liaison[];
  @Field(() => Touchpoint, { nullable: true, description: 'The first one still to come, whatever the period.' })
  readonly next: Touchpoint | null;
  @Field(() => [Touchpoint], { description: 'By time, those of the period.' }) readonly touchpoints: readonly Touchpoint[];
  @Field(() => Int, { description: 'Those of the period that count for ENGAGEMENT by now: their date and the grace are over.' })
  readonly due: number;
  @Field(() => Int, { description: 'Those kept among the ones due.' }) readonly kept: number;
}
