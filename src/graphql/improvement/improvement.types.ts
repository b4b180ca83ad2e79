import type { Intervention as Judged } from '../../queries/improvements.js';
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
  {
    TRAINING: 'People attended a training for the improvement.',
    TEAM_BUILDING: 'People of both sides met at an event.',
    JOINT_REVIEW: 'Both sides reviewed the improvement together.',
  },
  'The purpose of a meeting of both sides.',
);

@ObjectType({ description: 'How many people of a side were invited and how many attended.' })
export class Reach {
  @Field(() => Int, { description: 'People who were invited.' }) readonly invited: number;
  @Field(() => Int, { description: 'People who attended.' }) readonly attended: number;
}

@ObjectType('ImprovementSession', { description: 'A training, a team building or a joint review.' })
export class Attended {
  @Field(() => SessionKind, { description: 'The purpose of the meeting.' }) readonly kind: string;
  @Field(() => DateTime, { description: 'When it took place.' }) readonly at: string;
  @Field(() => String, { description: meaning(improvement.sessionTopic) }) readonly topic: string;
  @Field(() => Reach, { description: 'Of IT.' }) readonly it: Reach;
  @Field(() => Reach, { description: 'Of the department.' }) readonly department: Reach;
}

export const ImprovementOrigin = enumOf(improvement.origin);
export const ImprovementState = namedEnum(
  'ImprovementState',
  {
    PROPOSED: 'Somebody proposed it; it is not decided.',
    ACCEPTED: 'It will be carried out; work has not begun.',
    DECLINED: 'It was declined: it will not be carried out.',
    STARTED: 'Work on it has begun.',
    DELIVERED: 'It is in place.',
    ABANDONED: 'It was given up.',
  },
  'The state of an improvement.',
);

@ObjectType({ description: 'A measured result of an improvement, in hundredths of the measure’s unit.' })
export class ImprovementResult {
  @Field(() => DateTime, { description: 'When it was measured.' }) readonly at: string;
  @Field(() => String, { description: meaning(improvement.measureId) }) readonly measureId: string;
  @Field(() => Int, { nullable: true, description: meaning(improvement.baseline) }) readonly baseline: number | null;
  @Field(() => Int, { nullable: true, description: meaning(improvement.target) }) readonly target: number | null;
  @Field(() => Int, { description: meaning(improvement.result) }) readonly result: number;
}

@ObjectType({
  implements: () => [Node],
  description: 'An improvement between a team and a department.',
})
export class Improvement extends Node {
  @Field(() => ID, { description: 'The improvement’s id.' }) readonly improvementId: string;
  @Field(() => ID, { description: TEAM_ID }) readonly teamId: string;
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => String, { description: meaning(improvement.topic) }) readonly topic: string;
  @Field(() => ImprovementOrigin, { description: meaning(improvement.origin) }) readonly origin: string;
  @Field(() => [String], { description: 'The concerns, surveys or findings that it responds to.' })
  readonly originRefs: readonly string[];
  @Field(() => ImprovementState, { description: 'Its state.' }) readonly state: string;
  @Field(() => DateTime, { description: 'When it was proposed.' }) readonly proposedAt: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was accepted; null if it was not.' }) readonly acceptedAt:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was declined; null if it was not.' }) readonly declinedAt:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'When work on it started; null until then.' }) readonly startedAt:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was in place; null until then.' }) readonly deliveredAt:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was abandoned; null if it was not.' }) readonly abandonedAt:
    string | null;
  @Field(() => String, { nullable: true, description: 'The latest reason why it was accepted, declined or abandoned.' })
  readonly reason: string | null;
  @Field(() => String, { nullable: true, description: 'The measure by which it is judged.' }) readonly measureId: string | null;
  @Field(() => Int, { nullable: true, description: 'In hundredths of the measure’s unit, recorded when it started.' })
  readonly baseline: number | null;
  @Field(() => Int, { nullable: true, description: 'In hundredths of the measure’s unit, recorded when it started.' })
  readonly target: number | null;
  @Field(() => [ImprovementResult], { description: 'The latest last.' }) readonly results: readonly ImprovementResult[];
  @Field(() => [Attended], { description: 'The sessions held for it, in the order recorded.' })
  readonly sessions: readonly Attended[];
}

export const InterventionState = namedEnum<Judged['state']>(
  'InterventionState',
  {
    ANALYSED: 'Before and after are compared.',
    NOT_DELIVERED: 'It was not in place at the moment of the query.',
    NO_MEASURE: 'It is judged by one of the organisation’s own measures, of which Rapport has no trials.',
    NO_TRIALS: 'The measure has no trials between this team and this department.',
  },
  'Whether before and after can be compared.',
);

@ObjectType({ description: 'All periods on one side of an intervention together.' })
export class InterventionSide {
  @Field(() => Int, { description: 'Periods with at least one trial.' }) readonly periods: number;
  @Field(() => Int, { description: 'Their successful trials.' }) readonly successes: number;
  @Field(() => Int, { description: 'All their trials.' }) readonly trials: number;
  @Field(() => Float, { description: 'successes / trials.' }) readonly proportion: number;
  @Field(() => Float, { description: 'Wilson, 95 %.' }) readonly low: number;
  @Field(() => Float, { description: 'Wilson, 95 %.' }) readonly high: number;
}

@ObjectType({ description: 'The proportion after minus before, with its 95 % interval. Source: Newcombe 1998, method 10.' })
export class InterventionDifference {
  @Field(() => Float, { description: 'The difference of the proportions, −1 to 1.' }) readonly value: number;
  @Field(() => Float, { description: 'Lower end of the interval.' }) readonly low: number;
  @Field(() => Float, { description: 'Upper end of the interval.' }) readonly high: number;
}

@ObjectType({
  description:
    'The values before an improvement and after its delivery; a difference, not proof of a cause. Plain proportions of complete ' +
    'periods. Start, stop, when a trial counts and what is left out: as `Component` says of the measure; left out as well: the period of the ' +
    'delivery. Source: Newcombe 1998, method 10, for the interval of the difference.',
})
export class InterventionAnalysis {
  @Field(() => Improvement, { description: 'Its state at the moment of the query.' }) readonly improvement: Improvement;
  @Field(() => InterventionState, { description: 'Whether before and after can be compared.' }) readonly state: string;
  @Field(() => Component, { nullable: true, description: COMPONENT }) readonly measure: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was delivered, as of the moment of the query: the chart’s limits start anew there.',
  })
  readonly at: string | null;
  @Field(() => Bucket, { nullable: true, description: BUCKET }) readonly bucket: string | null;
  @Field(() => InterventionSide, {
    nullable: true,
    description: 'The complete periods before that of the delivery; null if they have no trial.',
  })
  readonly before: InterventionSide | null;
  @Field(() => InterventionSide, {
    nullable: true,
    description: 'The complete periods after that of the delivery; null if they have no trial.',
  })
  readonly after: InterventionSide | null;
  @Field(() => InterventionDifference, { nullable: true, description: 'Null if a side is missing.' })
  readonly difference: InterventionDifference | null;
  @Field(() => [SeriesPoint], { description: 'The chart, re-based at the delivery.' }) readonly points: readonly SeriesPoint[];
}
