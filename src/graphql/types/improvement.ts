import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import * as improvement from '../../domain/improvement/fields.js';
import { enumOf, namedEnum } from '../inputs/enums.js';
import { DateTime } from '../scalars/date-time.js';
import { Node } from './node.js';
import { Attended } from './improvement-session.js';

export const ImprovementOrigin = enumOf(improvement.origin);
export const ImprovementState = namedEnum(
  'ImprovementState',
  ['PROPOSED', 'ACCEPTED', 'DECLINED', 'STARTED', 'DELIVERED', 'ABANDONED'],
  'How far an improvement has come.',
);

@ObjectType({ description: 'What came of an improvement, in hundredths of the measure’s unit, as somebody measured it.' })
export class ImprovementResult {
  @Field(() => DateTime) readonly at: string;
  @Field(() => String) readonly measureId: string;
  @Field(() => Int, { nullable: true }) readonly baseline: number | null;
  @Field(() => Int, { nullable: true }) readonly target: number | null;
  @Field(() => Int) readonly result: number;
}

@ObjectType({
  implements: () => [Node],
  description: 'Something between a team and a department that was to become better.',
})
export class Improvement extends Node {
  @Field(() => ID) readonly improvementId: string;
  @Field(() => ID) readonly teamId: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => String) readonly topic: string;
  @Field(() => ImprovementOrigin) readonly origin: string;
  @Field(() => [String], { description: 'The concerns, surveys or findings that it answers.' })
  readonly originRefs: readonly string[];
  @Field(() => ImprovementState) readonly state: string;
  @Field(() => DateTime) readonly proposedAt: string;
  @Field(() => DateTime, { nullable: true }) readonly acceptedAt: string | null;
  @Field(() => DateTime, { nullable: true }) readonly declinedAt: string | null;
  @Field(() => DateTime, { nullable: true }) readonly startedAt: string | null;
  @Field(() => DateTime, { nullable: true }) readonly deliveredAt: string | null;
  @Field(() => DateTime, { nullable: true }) readonly abandonedAt: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was accepted, declined or abandoned, the latest.' })
  readonly reason: string | null;
  @Field(() => String, { nullable: true, description: 'By which measure it is judged.' }) readonly measureId: string | null;
  @Field(() => Int, { nullable: true, description: 'In hundredths of the measure’s unit, written down when it started.' })
  readonly baseline: number | null;
  @Field(() => Int, { nullable: true, description: 'In hundredths of the measure’s unit, written down when it started.' })
  readonly target: number | null;
  @Field(() => [ImprovementResult], { description: 'The latest last.' }) readonly results: readonly ImprovementResult[];
  @Field(() => [Attended], { description: 'What was done with people for it, in the order told.' })
  readonly sessions: readonly Attended[];
}
