import type { ChartState, Rule as RunRule, Variation as VariationOf } from '../../measures/chart.js';
import { Field, Float, ID, Int, ObjectType, ArgsType } from '@nestjs/graphql';
import { SIDE, WhenArgs } from '../kit/args.js';
import { namedEnum, Shown } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import { Component } from '../score/score.types.js';
import { BUCKET, COMPONENT, MAY_BE_SHOWN } from '../kit/meanings.js';

export const Bucket = namedEnum(
  'Bucket',
  {
    MONTH: 'A calendar month.',
    QUARTER: 'A calendar quarter.',
  },
  'Calendar periods in the organisation’s time zone.',
);
export const Variation = namedEnum<VariationOf>(
  'Variation',
  {
    COMMON_CAUSE: 'Common variation of this process: no reason to act on this point.',
    IMPROVEMENT: 'A rule shows that the process became better: look for what helped.',
    CONCERN: 'A rule shows that the process became worse: look for the cause.',
  },
  'What a point indicates about its process.',
);
export const Rule = namedEnum<RunRule>(
  'Rule',
  {
    OUTSIDE_LIMITS: 'The point is outside the limits.',
    SEVEN_ON_ONE_SIDE: 'Part of seven or more consecutive points on one side of the centre.',
    SEVEN_POINT_RUN: 'Part of seven or more consecutive points that strictly rise or strictly fall.',
    TWO_OF_THREE_NEAR_LIMIT:
      'More than two thirds of the way to a limit, and so is another of three consecutive points, on the same side.',
  },
  'The four rules of the NHS’s Making Data Count.',
);
export const SeriesState = namedEnum<ChartState>(
  'SeriesState',
  {
    CHARTED: 'Twelve or more.',
    TRIAL_LIMITS: 'Six or more: the limits are preliminary, and drawn dashed.',
    POINTS: 'Fewer: no limits, and no point is outside.',
  },
  'How reliable the chart is, by the number of periods with a trial since the last re-basing.',
);

@ObjectType({
  description:
    'The limits of common variation for a period with this many trials: those of a p′ chart if there are enough of them, exact binomial ones ' +
    'otherwise. Cut at 0 and 1.',
})
export class ChartLimits {
  @Field(() => Float, { description: 'The proportion of the baseline.' }) readonly centre: number;
  @Field(() => Float, { description: 'A proportion; a point below it is outside.' }) readonly lower: number;
  @Field(() => Float, { description: 'A proportion; a point above it is outside.' }) readonly upper: number;
  @Field(() => Float, { nullable: true, description: 'Two thirds of the way to the limit; null for exact limits.' })
  readonly nearLower: number | null;
  @Field(() => Float, { nullable: true, description: 'As `nearLower`, above the centre.' }) readonly nearUpper: number | null;
}

@ObjectType({ description: 'A period’s plain proportion.' })
export class SeriesPoint {
  @Field(() => DateTime, { description: 'Start of the period.' }) readonly from: string;
  @Field(() => DateTime, { description: 'Exclusive.' }) readonly until: string;
  @Field(() => Shown, { description: 'SUPPRESSED: all ratings in it are withheld. Only periods of TREATMENT can be.' })
  readonly state: string;
  @Field(() => Int, { description: 'Successful trials.' }) readonly successes: number;
  @Field(() => Int, { description: 'Of TREATMENT: the number of ratings that may be shown.' }) readonly trials: number;
  @Field(() => Int, { description: 'Ratings that are in no number, because too few people gave them.' })
  readonly withheld: number;
  @Field(() => Float, { nullable: true, description: 'successes / trials; null without a trial.' })
  readonly value: number | null;
  @Field(() => Boolean, { description: 'Enough trials for the p′ limits, the run rules and the trend; else a hollow point.' })
  readonly full: boolean;
  @Field(() => ChartLimits, {
    nullable: true,
    description: 'Null with fewer than six periods, without a trial, and in a period that contains a re-basing.',
  })
  readonly limits: ChartLimits | null;
  @Field(() => [Rule], { description: 'The rules that it breaks; empty if it is within common variation.' })
  readonly rules: readonly string[];
  @Field(() => Variation, { description: 'What it indicates about the process.' }) readonly variation: string;
}

@ObjectType({
  description: 'Mann-Kendall’s test for a monotone trend over complete periods since the last re-basing, and Theil-Sen’s slope.',
})
export class Trend {
  @Field(() => Float, { description: 'Mann-Kendall’s S: pairs of periods that rise minus pairs that fall.' }) readonly s: number;
  @Field(() => Float, { description: 'Variance of S, corrected for ties.' }) readonly variance: number;
  @Field(() => Float, {
    description: 'S moved by one towards 0 and divided by its standard deviation; negative if the measure falls.',
  })
  readonly z: number;
  @Field(() => Float, { description: 'Two-sided.' }) readonly p: number;
  @Field(() => Float, { description: 'Theil-Sen: change of the proportion per period; one bad month hardly affects it.' })
  readonly slope: number;
}

@ObjectType({ description: 'A person’s recorded judgement that a measure moves around another level from a moment on.' })
export class Rebasing {
  @Field(() => DateTime, { description: 'When the limits start anew.' }) readonly at: string;
  @Field(() => String, { description: 'The reason, as that person gave it.' }) readonly reason: string;
  @Field(() => DateTime, { description: 'When it was recorded.' }) readonly recordedAt: string;
}

@ObjectType({
  description:
    'A component’s plain proportion per period, with the limits of common variation: of a pair, a team, a department or the organisation. Start, ' +
    'stop, when a trial counts and what is left out: as `Component` says of it; left out as well: periods that have not ended. Never the ' +
    'half-life score: charts and trend tests assume periods that share no trial. The limits are computed from all complete periods up to `to`, ' +
    'whatever `from` shows. Source: p′ charts (Laney 2002), rules as NHSRplotthedots (docs/measures.md).',
})
export class MeasureSeries {
  @Field(() => Component, { description: COMPONENT }) readonly measure: string;
  @Field(() => ID, { nullable: true, description: 'Null: of all teams.' }) readonly teamId: string | null;
  @Field(() => ID, { nullable: true, description: 'Null: of all departments.' }) readonly departmentId: string | null;
  @Field(() => SeriesState, { description: 'How reliable the chart is.' }) readonly state: string;
  @Field(() => Bucket, { description: BUCKET }) readonly bucket: string;
  @Field(() => DateTime, {
    nullable: true,
    description: 'End of the last point, exclusive: a period that is incomplete at `to` is left out. Null without points.',
  })
  readonly until: string | null;
  @Field(() => [SeriesPoint], { description: 'From the first period with a trial; periods without one are gaps.' })
  readonly points: readonly SeriesPoint[];
  @Field(() => Int, {
    description:
      'Of TREATMENT: ratings that are in no point, including those of months before the first. Ratings are in a series in groups of at ' +
      'least the smallest group: of a pair’s month, and the rest of a department’s or the organisation’s.',
  })
  readonly withheld: number;
  @Field(() => Trend, { nullable: true, description: 'Null with fewer than ten complete periods since the last re-basing.' })
  readonly trend: Trend | null;
  @Field(() => [Rebasing], { description: 'Where the limits start anew, by moment.' }) readonly rebasings: readonly Rebasing[];
}

@ObjectType({ description: 'Reassignments from one team to another.' })
export class BounceCell {
  @Field(() => ID, { description: 'Id of the team from which tickets were reassigned.' }) readonly fromTeam: string;
  @Field(() => ID, { description: 'Id of the team to which tickets were reassigned.' }) readonly toTeam: string;
  @Field(() => Int, { description: 'Reassignments between the two, in this direction.' }) readonly count: number;
  @Field(() => Int, { description: 'Distinct tickets among them.' }) readonly tickets: number;
}

@ObjectType({ description: 'How many tickets were reassigned how often.' })
export class BounceTimes {
  @Field(() => Int, { description: 'How often each of them was reassigned.' }) readonly times: number;
  @Field(() => Int, { description: 'Distinct tickets.' }) readonly tickets: number;
}

@ObjectType({
  description:
    'Between which teams tickets are reassigned. Start: a ticket is assigned to a team (TicketAssigned). Stop: it is assigned to another one ' +
    '(TicketReassigned, or TicketAssigned after it was assigned to no team). Counts: one reassignment, at its moment. Left out: the first ' +
    'assignment, and a ticket that returns to the same team. Source: ServiceNow’s reassignment count, by direction.',
})
export class BounceMatrix {
  @Field(() => Int, { description: 'Reassignments between all teams.' }) readonly total: number;
  @Field(() => Int, { description: 'Distinct tickets: one that was reassigned three times counts once.' })
  readonly tickets: number;
  @Field(() => [BounceTimes], { description: 'How many tickets were reassigned how often.' })
  readonly distribution: readonly BounceTimes[];
  @Field(() => [BounceCell], { description: 'Most reassignments first.' }) readonly cells: readonly BounceCell[];
}

const SHOWN_FROM = 'Null when suppressed.';

@ObjectType({
  description:
    'First contacts by whether the matter was solved, unsolved or not stated, and whether people were treated well (mean of 4 or more of 5). A ' +
    'contact is first if it is the earliest ever about one of its tickets, or about none. Start: InteractionStarted. Stop: the last ' +
    'InteractionFeedbackGiven that says whether it was solved, else InteractionEnded with its outcome. Counts: once, in the period in which it ' +
    'started, so that adjacent periods add up. Left out: later contacts about the same tickets. The columns are shown from five raters on. Source: ' +
    'HDI on first-contact resolution: reported, never scored.',
})
export class FirstContactMatrix {
  @Field(() => Shown, { description: MAY_BE_SHOWN }) readonly state: string;
  @Field(() => Int, { nullable: true, description: SHOWN_FROM }) readonly solvedTreatedWell: number | null;
  @Field(() => Int, { nullable: true, description: SHOWN_FROM }) readonly solvedTreatedBadly: number | null;
  @Field(() => Int, { nullable: true, description: 'Good contact, but unsolved.' }) readonly unsolvedTreatedWell: number | null;
  @Field(() => Int, { nullable: true, description: SHOWN_FROM }) readonly unsolvedTreatedBadly: number | null;
  @Field(() => Int, { nullable: true, description: 'Not stated whether it was solved.' }) readonly notSaidTreatedWell:
    number | null;
  @Field(() => Int, { nullable: true, description: 'Not stated whether it was solved.' }) readonly notSaidTreatedBadly:
    number | null;
  @Field(() => Int, { description: 'Not rated; counted neither as good nor as bad.' }) readonly unanswered: number;
  @Field(() => Int, { description: 'First contacts, rated or not.' }) readonly contacts: number;
  @Field(() => Int, { description: 'Distinct tickets that they concerned.' }) readonly tickets: number;
  @Field(() => Int, { nullable: true, description: 'Distinct people who rated; null when suppressed.' }) readonly people:
    number | null;
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
  @Field(() => DateTime, { nullable: true, description: 'Contacts that started at this moment or later.' }) readonly from?:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' })
  readonly to?: string | null;
}

@ArgsType()
export class SeriesArgs extends WhenArgs {
  @Field(() => Component, { description: 'The measured component of the score.' }) readonly measure: string;
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'From the first complete period; from the first trial when absent.' })
  readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive; now when absent.' }) readonly to?: string | null;
  @Field(() => Bucket, { nullable: true, description: 'MONTH when absent.' }) readonly bucket?: 'MONTH' | 'QUARTER' | null;
}
