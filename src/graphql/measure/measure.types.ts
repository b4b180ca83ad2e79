import { Field, Float, ID, Int, ObjectType, ArgsType, OmitType } from '@nestjs/graphql';
import { SIDE, WhenArgs } from '../kit/args.js';
import { namedEnum, Shown, DepartmentKind } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import { Component } from '../score/score.types.js';
import { BUCKET, COMPONENT, DEPARTMENT_ID, MAY_BE_SHOWN } from '../kit/meanings.js';

export const Bucket = namedEnum('Bucket', ['MONTH', 'QUARTER'], 'Calendar periods in the organisation’s zone.');
export const Variation = namedEnum(
  'Variation',
  ['COMMON_CAUSE', 'IMPROVEMENT', 'CONCERN'],
  'What a point says about its process.',
  {
    COMMON_CAUSE: 'What this process does anyway: no reason to act on this point.',
  },
);
export const Rule = namedEnum(
  'Rule',
  ['OUTSIDE_LIMITS', 'SEVEN_ON_ONE_SIDE', 'SEVEN_POINT_RUN', 'TWO_OF_THREE_NEAR_LIMIT'],
  'The four rules of the NHS’s Making Data Count.',
);
export const SeriesState = namedEnum(
  'SeriesState',
  ['CHARTED', 'TRIAL_LIMITS', 'POINTS'],
  'How much the chart rests on: periods with a trial since the last re-basing.',
  {
    CHARTED: 'Twelve or more.',
    TRIAL_LIMITS: 'Six or more: the limits are preliminary, and drawn dashed.',
    POINTS: 'Fewer: no limits, and nobody is outside.',
  },
);

@ObjectType({
  description:
    'What a stable process stays within, for a period of this many trials: those of a p′ chart where there are enough of them, exact binomial ones ' +
    'for a thin period. Cut at 0 and 1.',
})
export class ChartLimits {
  @Field(() => Float, { description: 'The proportion of the baseline.' }) readonly centre: number;
  @Field(() => Float, { description: 'Below it a point is outside; a proportion.' }) readonly lower: number;
  @Field(() => Float, { description: 'Above it a point is outside; a proportion.' }) readonly upper: number;
  @Field(() => Float, { nullable: true, description: 'Two thirds of the way; null where the limits are exact ones.' })
  readonly nearLower: number | null;
  @Field(() => Float, { nullable: true, description: 'As `nearLower`, above the centre.' }) readonly nearUpper: number | null;
}

@ObjectType({ description: 'A period’s plain proportion.' })
export class SeriesPoint {
  @Field(() => DateTime, { description: 'The first moment of the period.' }) readonly from: string;
  @Field(() => DateTime, { description: 'Exclusive.' }) readonly until: string;
  @Field(() => Shown, { description: 'SUPPRESSED: all that people said in it is withheld. Others are TREATMENT’s only.' })
  readonly state: string;
  @Field(() => Int, { description: 'Trials that went well.' }) readonly successes: number;
  @Field(() => Int, { description: 'Of TREATMENT: those that may be shown.' }) readonly trials: number;
  @Field(() => Int, { description: 'Words of people that are in no number, since too few people said them.' })
  readonly withheld: number;
  @Field(() => Float, { nullable: true, description: 'successes / trials; null without a trial.' })
  readonly value: number | null;
  @Field(() => Boolean, { description: 'Enough trials for the p′ limits, the run rules and the trend; else a hollow point.' })
  readonly full: boolean;
  @Field(() => ChartLimits, {
    nullable: true,
    description: 'Null with fewer than six periods, without a trial, and in a period that a re-basing cuts.',
  })
  readonly limits: ChartLimits | null;
  @Field(() => [Rule], { description: 'The rules that it breaks; none where it is like the others.' })
  readonly rules: readonly string[];
  @Field(() => Variation, { description: 'What it says about the process.' }) readonly variation: string;
}

@ObjectType({
  description: 'Mann-Kendall’s test for a monotone trend over the full periods since the last re-basing, and Theil-Sen’s slope.',
})
export class Trend {
  @Field(() => Float, { description: 'Mann-Kendall’s S: pairs of periods that rise less pairs that fall.' }) readonly s: number;
  @Field(() => Float, { description: 'Of S, ties corrected for.' }) readonly variance: number;
  @Field(() => Float, {
    description: 'S brought one nearer to 0 and divided by its standard deviation; below 0 the measure falls.',
  })
  readonly z: number;
  @Field(() => Float, { description: 'Two-sided.' }) readonly p: number;
  @Field(() => Float, { description: 'Theil-Sen: change of the proportion a period; one bad month hardly moves it.' })
  readonly slope: number;
}

@ObjectType({ description: 'Somebody’s recorded judgement that a measure moves around another level from a moment on.' })
export class Rebasing {
  @Field(() => DateTime, { description: 'From when on the limits are drawn anew.' }) readonly at: string;
  @Field(() => String, { description: 'Why, as whoever judged so put it.' }) readonly reason: string;
  @Field(() => DateTime, { description: 'When it was put on record.' }) readonly recordedAt: string;
}

@ObjectType({
  description:
    'A component’s plain proportion period by period, with the limits of normal variation: of a pair, a team, a department or the organisation. ' +
    'Start, stop, when a trial counts and what is left out: as `Component` says of it; left out as well: periods that are not over. Never the ' +
    'half-life score: charts and trend tests assume periods that share no trial. The limits rest on all whole periods up to `to`, whatever `from` ' +
    'shows. Source: p′ charts (Laney 2002), rules as NHSRplotthedots (docs/measures.md).',
})
export class MeasureSeries {
  @Field(() => Component, { description: COMPONENT }) readonly measure: string;
  @Field(() => ID, { nullable: true, description: 'Null: of all teams.' }) readonly teamId: string | null;
  @Field(() => ID, { nullable: true, description: 'Null: of all departments.' }) readonly departmentId: string | null;
  @Field(() => SeriesState, { description: 'How much the chart rests on.' }) readonly state: string;
  @Field(() => Bucket, { description: BUCKET }) readonly bucket: string;
  @Field(() => DateTime, {
    nullable: true,
    description: 'Up to when the points reach, exclusive: a period that `to` cuts is left out. Null without points.',
  })
  readonly until: string | null;
  @Field(() => [SeriesPoint], { description: 'From the first period with a trial; those without one are gaps.' })
  readonly points: readonly SeriesPoint[];
  @Field(() => Int, {
    description:
      'Of TREATMENT, words that are in no point, those of months before the first one too. What people said is in a series in groups of at ' +
      'least the smallest group: a pair’s month, and of what is left a department’s and the organisation’s.',
  })
  readonly withheld: number;
  @Field(() => Trend, { nullable: true, description: 'Null with fewer than ten full periods since the last re-basing.' })
  readonly trend: Trend | null;
  @Field(() => [Rebasing], { description: 'Where the chart is drawn anew, by moment.' }) readonly rebasings: readonly Rebasing[];
}

@ObjectType({ description: 'Handings-over from one team to another.' })
export class BounceCell {
  @Field(() => ID, { description: 'Id of the team that handed on.' }) readonly fromTeam: string;
  @Field(() => ID, { description: 'Id of the team that took over.' }) readonly toTeam: string;
  @Field(() => Int, { description: 'Handings-over between the two, in this direction.' }) readonly count: number;
  @Field(() => Int, { description: 'Distinct tickets among them.' }) readonly tickets: number;
}

@ObjectType({ description: 'How many tickets were handed on so many times.' })
export class BounceTimes {
  @Field(() => Int, { description: 'How many times each of them was handed on.' }) readonly times: number;
  @Field(() => Int, { description: 'Distinct tickets.' }) readonly tickets: number;
}

@ObjectType({
  description:
    'Where tickets are handed from team to team. Start: a team has the ticket (TicketAssigned). Stop: another one gets it (TicketReassigned, or ' +
    'TicketAssigned after it lay with nobody). Counts: one hand-over, at the moment at which the second team gets it. Left out: the first ' +
    'assignment, and a ticket that comes back to the same team. Source: ServiceNow’s reassignment count, by direction.',
})
export class BounceMatrix {
  @Field(() => Int, { description: 'Handings-over between all teams.' }) readonly total: number;
  @Field(() => Int, { description: 'Distinct tickets: one handed on three times is one.' }) readonly tickets: number;
  @Field(() => [BounceTimes], { description: 'By times: do many bounce once, or few again and again?' })
  readonly distribution: readonly BounceTimes[];
  @Field(() => [BounceCell], { description: 'Most handings-over first.' }) readonly cells: readonly BounceCell[];
}

const SHOWN_FROM = 'Null when suppressed.';

@ObjectType({
  description:
    'First contacts by whether the matter was solved, unsolved or nobody said, and whether people were treated well (mean of 4 or more of 5). A ' +
    'contact is first if it is the earliest ever about one of its tickets, or about none. Start: InteractionStarted. Stop: the last ' +
    'InteractionFeedbackGiven that says whether it was solved, else InteractionEnded with its outcome. Counts: once, in the period in which it ' +
    'began, so that periods that meet add up. Left out: later contacts about the same tickets. The columns are shown from five raters on. Source: ' +
    'HDI on first-contact resolution: reported, never scored.',
})
export class FirstContactMatrix {
  @Field(() => Shown, { description: MAY_BE_SHOWN }) readonly state: string;
  @Field(() => Int, { nullable: true, description: SHOWN_FROM }) readonly solvedTreatedWell: number | null;
  @Field(() => Int, { nullable: true, description: SHOWN_FROM }) readonly solvedTreatedBadly: number | null;
  @Field(() => Int, { nullable: true, description: 'Good contact though unsolved.' }) readonly unsolvedTreatedWell: number | null;
  @Field(() => Int, { nullable: true, description: SHOWN_FROM }) readonly unsolvedTreatedBadly: number | null;
  @Field(() => Int, { nullable: true, description: 'Nobody said whether it was solved.' }) readonly notSaidTreatedWell:
    number | null;
  @Field(() => Int, { nullable: true, description: 'Nobody said whether it was solved.' }) readonly notSaidTreatedBadly:
    number | null;
  @Field(() => Int, { description: 'Nobody rated it; counted neither as good nor as bad.' }) readonly unanswered: number;
  @Field(() => Int, { description: 'First contacts, rated or not.' }) readonly contacts: number;
  @Field(() => Int, { description: 'Distinct tickets that they were about.' }) readonly tickets: number;
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
  @Field(() => DateTime, { nullable: true, description: 'Contacts that began at this moment or later.' }) readonly from?:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' })
  readonly to?: string | null;
}

@ArgsType()
export class SeriesArgs extends WhenArgs {
  @Field(() => Component, { description: 'The part of the score that is measured.' }) readonly measure: string;
  @Field(() => ID, SIDE) readonly teamId?: string | null;
  @Field(() => ID, SIDE) readonly departmentId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'From the first whole period in it; from the first trial when absent.' })
  readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive; the present moment when absent.' }) readonly to?:
    string | null;
  @Field(() => Bucket, { nullable: true, description: 'MONTH when absent.' }) readonly bucket?: 'MONTH' | 'QUARTER' | null;
}

/** No `atPosition` or `knownAt`: two answers about one quarter would reveal the few ratings in between. */
@ArgsType()
export class PeerArgs extends OmitType(WhenArgs, ['atPosition', 'knownAt'] as const, ArgsType) {
  @Field(() => DepartmentKind, { description: 'Of departments of this kind.' }) readonly kind: string;
  @Field(() => Component, { description: 'The part of the score that is measured.' }) readonly measure: string;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'From the day that begins then (TREATMENT: a quarter that begins then); the last full quarter when no period is given.',
  })
  readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive; given together with `from`, and not after `asOf`.' })
  readonly to?: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'As of then; without a period, the last quarter over by then. The present moment when absent.',
  })
  readonly asOf?: string | null;
}

export const Standing = namedEnum(
  'Standing',
  ['FAR_BELOW', 'BELOW', 'WITHIN', 'ABOVE', 'FAR_ABOVE'],
  'Where a department stands in the funnel of its peers: outside the 95 % limits, FAR_ outside the 99.8 % limits.',
  { WITHIN: 'No evidence that it differs, whatever a ranking would say.' },
);
export const FunnelState = namedEnum(
  'FunnelState',
  ['JUDGED', 'SPREAD_NOT_JUDGED', 'NO_PEERS'],
  'Whether the departments can be compared.',
  {
    SPREAD_NOT_JUDGED: 'Fewer than ten: how much they ordinarily differ cannot be told, and shows as ABOVE or BELOW.',
    NO_PEERS: 'Fewer than two have trials: there is nobody to compare with.',
  },
);

@ObjectType({ description: 'Between which values a unit of this size is expected if it does no other than its peers.' })
export class FunnelInterval {
  @Field(() => Float, { description: 'The lower limit; a proportion.' }) readonly low: number;
  @Field(() => Float, { description: 'The upper limit; a proportion.' }) readonly high: number;
}

@ObjectType({ description: 'A department in the funnel of its peers. Everything is null when suppressed.' })
export class PeerDepartment {
  @Field(() => ID, { description: DEPARTMENT_ID }) readonly departmentId: string;
  @Field(() => Shown, { description: MAY_BE_SHOWN }) readonly state: string;
  @Field(() => Float, { nullable: true, description: 'successes / trials of the period.' }) readonly proportion: number | null;
  @Field(() => Int, { nullable: true, description: 'Trials of the period.' }) readonly trials: number | null;
  @Field(() => Float, { nullable: true, description: 'The proportion of all peers’ trials together.' })
  readonly pooled: number | null;
  @Field(() => Int, { nullable: true, description: 'The departments of its kind that this is made of, itself included.' })
  readonly peers: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'Standard deviations from the peers’ rate: quantile of the exact mid-p value, divided by the spread that all share.',
  })
  readonly z: number | null;
  @Field(() => FunnelInterval, { nullable: true, description: 'The 95 % limits at its own number of trials.' })
  readonly within95: FunnelInterval | null;
  @Field(() => FunnelInterval, { nullable: true, description: 'The 99.8 % limits at its own number of trials.' })
  readonly within998: FunnelInterval | null;
  @Field(() => Standing, { nullable: true, description: 'Where it stands in the funnel.' }) readonly standing: string | null;
}

@ObjectType('PeerBand', {
  description:
    'How departments of a kind compare: each in the funnel of all of them at its own size, by id and never in an order of merit. Over a stated ' +
    'period of whole days, by default the last calendar quarter that was over at `asOf`. Start, stop, when a trial counts and what is left out: ' +
    'as `Component` says of the measure. What was done is shown of every department, as the score shows it. TREATMENT: by whole quarters, ' +
    'suppressed below five people, however often they answered; a suppressed department is in no other number, and answers told after the quarter ' +
    'count from five people on: `withheld` says how many answers are not in it. Source: exact binomial funnel with overdispersion after ' +
    'Spiegelhalter 2005.',
})
export class PeerBands {
  @Field(() => DepartmentKind, { description: 'The kind of departments that are compared.' }) readonly kind: string;
  @Field(() => Component, { description: COMPONENT }) readonly measure: string;
  @Field(() => FunnelState, { description: 'Whether they can be compared.' }) readonly state: string;
  @Field(() => DateTime, { description: 'The first moment of the period.' }) readonly from: string;
  @Field(() => DateTime, { description: 'Exclusive.' }) readonly until: string;
  @Field(() => Float, { nullable: true, description: 'The proportion of all peers’ trials together.' })
  readonly pooled: number | null;
  @Field(() => Int, { description: 'Departments that the comparison is made of.' }) readonly peers: number;
  @Field(() => Float, {
    nullable: true,
    description: 'How much more than by chance they differ, as a ratio of variances; above 1 every z is divided by its root.',
  })
  readonly overdispersion: number | null;
  @Field(() => Int, { description: 'Answers of this kind of departments that are not in it: told late, or by too few people.' })
  readonly withheld: number;
  @Field(() => [PeerDepartment], { description: 'By id; those with a trial in the period.' })
  readonly departments: readonly PeerDepartment[];
}
