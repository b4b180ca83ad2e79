import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { TOUCHPOINT_STATES } from '../../queries/engagement/touchpoints.js';
import { TouchpointType } from '../inputs/domain-enums.js';
import { namedEnum } from '../inputs/enums.js';
import { DateTime } from '../scalars/date-time.js';
import { Liaison } from './liaison.js';

export const TouchpointState = namedEnum('TouchpointState', TOUCHPOINT_STATES, 'How a planned meeting stands now.', {
  CANCELLED: 'One side called it off: by the department it does not count, by IT it counts as missed.',
  UNREPORTED: 'Its time has passed and nobody said whether it took place: it counts as missed.',
});

@ObjectType({ description: 'How many people of each side were there. Who is not told.' })
export class Attendance {
  @Field(() => Int) readonly it: number;
  @Field(() => Int) readonly department: number;
}

@ObjectType({ description: 'A meeting of a team with a department.' })
export class Touchpoint {
  @Field(() => ID) readonly touchpointId: string;
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => TouchpointType) readonly type: string;
  @Field(() => DateTime) readonly plannedFor: string;
  @Field(() => DateTime) readonly plannedAt: string;
  @Field(() => TouchpointState) readonly state: string;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Held with both sides there; null while it is still to come, or when it was called off and does not count.',
  })
  readonly kept: boolean | null;
  @Field(() => DateTime, { nullable: true }) readonly heldAt: string | null;
  @Field(() => Attendance, { nullable: true }) readonly attendance: Attendance | null;
  @Field(() => String, { nullable: true, description: 'Why it was missed or cancelled.' }) readonly reason: string | null;
}

@ObjectType({
  description:
    'Who looks after a department, and whether visits are kept. Start: TouchpointPlanned. Stop: TouchpointHeld with both sides there, or the end ' +
    'of the grace after the planned date. Counts: where the meeting was planned for. Left out: nothing; what does not count for ENGAGEMENT says ' +
    'so. Source: IT rounding as hospitals practise it.',
})
export class EngagementCalendar {
  @Field(() => [Liaison]) readonly liaisons: readonly Liaison[];
  @Field(() => Touchpoint, { nullable: true, description: 'The first one still to come, whatever the period.' })
  readonly next: Touchpoint | null;
  @Field(() => [Touchpoint], { description: 'By time, those of the period.' }) readonly touchpoints: readonly Touchpoint[];
  @Field(() => Int, { description: 'Those of the period whose time has come.' }) readonly due: number;
  @Field(() => Int, { description: 'Those kept among the ones due.' }) readonly kept: number;
}
