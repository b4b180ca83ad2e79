import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { enumOf, namedEnum } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import * as improvement from '../../domain/improvement/events.js';
import { Node } from '../kit/node.js';
import { Component } from '../score/score.types.js';
import { Bucket, SeriesPoint } from '../measure/measure.types.js';
import { BUCKET, COMPONENT, DEPARTMENT_ID, TEAM_ID, meaning } from '../kit/meanings.js';

export const SessionKind = namedEnum(
  'SessionKind',
  ['TRAINING', 'TEAM_BUILDING', 'JOINT_REVIEW'],
  'For what both sides came together.',
);

@ObjectType({ description: 'How many of a side were asked to come and how many came.' })
export class Reach {
  @Field(() => Int, { description: 'People who were asked to come.' }) readonly invited: number;
  @Field(() => Int, { description: 'People who came.' }) readonly attended: number;
}

@ObjectType('ImprovementSession', { description: 'A training, a team building or a joint review.' })
export class Attended {
  @Field(() => SessionKind, { description: 'For what both sides came together.' }) readonly kind: string;
  @Field(() => DateTime, { description: 'When it was held.' }) readonly at: string;
  @Field(() => String, { description: meaning(improvement.sessionTopic) }) readonly topic: string;
  @Field(() => Reach, { description: 'Of IT.' }) readonly it: Reach;
  @Field(() => Reach, { description: 'Of the department.' }) readonly department: Reach;
}

export const ImprovementOrigin = enumOf(improvement.origin);
export const ImprovementState = namedEnum(
  'ImprovementState',
  ['PROPOSED', 'ACCEPTED', 'DECLINED', 'STARTED', 'DELIVERED', 'ABANDONED'],
  'How far an improvement has come.',
);

@ObjectType({ description: 'What came of an improvement, in hundredths of the measure’s unit, as somebody measured it.' })
export class ImprovementResult {
  @Field(() => DateTime, { description: 'When it was measured.' }) readonly at: string;
  @Field(() => String, { description: meaning(improvement.measureId) }) readonly measureId: string;
  @Field(() => Int, { nullable: true, description: meaning(improvement.baseline) }) readonly baseline: number | null;
  @Field(() => Int, { nullable: true, description: meaning(improvement.target) }) readonly target: number | null;
  @Field(() => Int, { description: meaning(improvement.result) }) readonly result: number;
}

@ObjectType({
  implements: () => [Node],
  description: 'Something between a team and a department that was to become better.',
})
export class Improvement extends Node {
  @Field(() => ID, { description: 'The improvement’s own id.' }) readonly improvementId: string;
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => String, { description: meaning(improvement.topic) }) readonly topic: string;
  @Field(() => ImprovementOrigin, { description: meaning(improvement.origin) }) readonly origin: string;
  @Field(() => [String], { description: 'The concerns, surveys or findings that it answers.' })
  readonly originRefs: readonly string[];
  @Field(() => ImprovementState, { description: 'How far it has come.' }) readonly state: string;
  @Field(() => DateTime, { description: 'When it was proposed.' }) readonly proposedAt: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was accepted; null unless it was.' }) readonly acceptedAt:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was declined; null unless it was.' }) readonly declinedAt:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'When work on it began; null until then.' }) readonly startedAt:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was in place; null until then.' }) readonly deliveredAt:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was given up; null unless it was.' }) readonly abandonedAt:
    string | null;
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

export const InterventionState = namedEnum(
  'InterventionState',
  ['ANALYSED', 'NOT_DELIVERED', 'NO_MEASURE', 'NO_TRIALS'],
  'Whether before and after can be compared.',
  { NO_MEASURE: 'It is judged by a measure of the organisation’s own, of which no trials are kept here.' },
);

@ObjectType({ description: 'All periods on one side of an intervention, taken together.' })
export class InterventionSide {
  @Field(() => Int, { description: 'Periods with a trial.' }) readonly periods: number;
  @Field(() => Int, { description: 'Trials of them that went well.' }) readonly successes: number;
  @Field(() => Int, { description: 'All trials of them.' }) readonly trials: number;
  @Field(() => Float, { description: 'successes / trials.' }) readonly proportion: number;
  @Field(() => Float, { description: 'Wilson, 95 %.' }) readonly low: number;
  @Field(() => Float, { description: 'Wilson, 95 %.' }) readonly high: number;
}

@ObjectType({ description: 'After less before, with its 95 % interval. Source: Newcombe 1998, method 10.' })
export class InterventionDifference {
  @Field(() => Float, { description: 'The difference of the proportions, −1 to 1.' }) readonly value: number;
  @Field(() => Float, { description: 'The lower end of the interval.' }) readonly low: number;
  @Field(() => Float, { description: 'The upper end of the interval.' }) readonly high: number;
}

@ObjectType({
  description:
    'What was before an improvement and what was after its delivery; a difference, never a cause. Plain proportions of whole periods that are ' +
    'over. Start, stop, when a trial counts and what is left out: as `Component` says of the measure; left out as well: the period of the ' +
    'delivery. Source: Newcombe 1998, method 10, for the interval of the difference.',
})
export class InterventionAnalysis {
  @Field(() => Improvement, { description: 'As it stood at the moment asked about.' }) readonly improvement: Improvement;
  @Field(() => InterventionState, { description: 'Whether before and after can be compared.' }) readonly state: string;
  @Field(() => Component, { nullable: true, description: COMPONENT }) readonly measure: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it had been delivered by the moment asked about: where the chart is drawn anew.',
  })
  readonly at: string | null;
  @Field(() => Bucket, { nullable: true, description: BUCKET }) readonly bucket: string | null;
  @Field(() => InterventionSide, {
    nullable: true,
    description: 'The whole periods before that of the delivery; null without a trial in them.',
  })
  readonly before: InterventionSide | null;
  @Field(() => InterventionSide, {
    nullable: true,
    description: 'The whole periods after that of the delivery; null without a trial in them.',
  })
  readonly after: InterventionSide | null;
  @Field(() => InterventionDifference, { nullable: true, description: 'Null when a side is missing.' })
  readonly difference: InterventionDifference | null;
  @Field(() => [SeriesPoint], { description: 'The chart, re-based at the delivery.' }) readonly points: readonly SeriesPoint[];
}
