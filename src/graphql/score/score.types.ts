import type { ComponentChange, ScoreChange as Change } from '../../measures/score-change.js';
import { type Component as Name, COMPONENTS } from '../../domain/components.js';
import { namedEnum, Shown } from '../kit/enums.js';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../kit/scalars.js';
import { ScoringPolicy } from '../governance/governance.types.js';
import { Attendance } from '../relationship/attendance.types.js';
import { COMPONENT, MAY_BE_SHOWN } from '../kit/meanings.js';

/**
 * For each component, in words for people on a ward: what is counted, from when to when, at which moment it counts, and what
 * is left out. (docs/measures.md)
 */
const MEANINGS: Record<Name, string> = {
  reliability:
    'Commitments that IT kept. One trial: a commitment to the department. Start: CommitmentMade. Stop: the due date in force. A success: ' +
    'CommitmentFulfilled by then. Counts: on the due date, kept or not, so early fulfilment also counts then. A new date is valid if it was agreed ' +
    'before the old one had passed; the commitment must then be fulfilled again. What the department disputes is a failure until it confirms; what ' +
    'IT withdraws is a failure unless it was fulfilled. Left out: what the department withdrew by the due date, and due dates in the future. ' +
    'Source: the SERVQUAL item "meets promised time-frames".',
  responsiveness:
    'Tickets to which a person responded in time. One trial: the wait for the first message after a ticket was logged or reopened, or its ' +
    'resolution rejected. Start: TicketLogged, TicketReopened or TicketResolutionRejected. Stop: the first message of a person to the department: ' +
    'TicketAcknowledged, TicketUpdateShared, TicketPlacedOnHold with the requester’s consent, TicketResolved, or a conversation about the ticket ' +
    '(by phone, in a chat, at the desk or on site) that started later. A success: by the acknowledgement target of the pair, else of the team, in ' +
    'the working hours of the first team to which the ticket is assigned; a reassignment does not extend it. Counts: at the end of that time, ' +
    'answered or not, for the team to which the ticket is assigned then, else for the last one. Left out: tickets without a target or without a ' +
    'team, waits that ended earlier without a message because the ticket was closed, cancelled, merged or reopened, automatic messages, and what is ' +
    'known only from a snapshot. Source: time to own, as in iTop and GLPI.',
  durability:
    'Resolutions that last. One trial: a resolution. Start: TicketResolved. Stop: the end of the team’s reopening window (14 days unless adopted ' +
    'otherwise). A failure: TicketReopened or TicketResolutionRejected by its last instant; later ones change nothing. Counts: at the end of the ' +
    'window, lasting or not, so the last two weeks are not included yet; for the team named as having resolved it, else for the team to which the ' +
    'ticket was assigned. Left out: resolutions whose window is still open, and those without a team. Source: 1 − reopen rate of matured ' +
    'resolutions.',
  treatment:
    'People who say that they were treated well, whether or not the matter was solved. One trial: one person’s rating of this team and department ' +
    'in one calendar month, the last one if there are several. Start: the contact (InteractionStarted). Stop: InteractionFeedbackGiven. A success: ' +
    '4 or 5 of 5. Counts: at that rating. Left out: contacts without a rating, and a person’s earlier ratings of the same month. Neither shown nor ' +
    'scored below the smallest group (five people unless adopted otherwise). Source: CSAT as a share of positive answers.',
  transparency:
    'Days on which no promised update was missed. One trial: a ticket on a day on which a message to the department was due or the department had ' +
    'to ask. Start: the promise of the next update (TicketAcknowledged, TicketUpdateShared, TicketPlacedOnHold), or, under the update target of the ' +
    'pair, else of the team, a person’s message, an assignment to a team, a reopening, a rejected resolution, the end of a hold, a reply or a ' +
    'chase. Stop: the next message of a person. A success: every message due that day was sent in time and nobody had to ask (TicketUpdateChased). ' +
    'Counts: at the end of that day, in the organisation’s time zone, for the team to which the ticket is assigned when the message is due. Left ' +
    'out: promises replaced or ended before their time, those kept in time if another one was made for later the same day, what falls due while the ' +
    'ticket is assigned to no team, the target while an agreed hold lasts, and what is known only from a snapshot. Source: our own proposal, ' +
    'against "I’ll get you when I get to you".',
  engagement:
    'Visits and meetings that took place. One trial: a planned touchpoint. Start: TouchpointPlanned. Stop: its date and the grace period (seven ' +
    'days unless adopted otherwise). A success: TouchpointHeld by then, with both sides present. Counts: at the end of the grace period, held or ' +
    'not. The last plan made before the date is valid; what IT cancels (TouchpointCancelled) is a failure. Left out: what the department cancelled ' +
    'before its date, and what was still in the future when the relationship ended. Source: IT rounding as hospitals practise it.',
};
export const upper = (component: string): string => component.toUpperCase();

export const Component = namedEnum(
  'Component',
  Object.fromEntries(COMPONENTS.map((component) => [upper(component), MEANINGS[component]])),
  'The components of a relationship’s index: six proportions of countable trials. First-contact resolution is not among them.',
);
/** The component that an enum value names. */
export const componentOf = (value: string): Name => value.toLowerCase() as Name;

@ObjectType({
  description:
    'A component of a score. Start, stop, when a trial counts, what is left out and the source: as `Component` says of it. The weight of a trial ' +
    'is w = 2^(−age/half-life), with the age in whole days of the organisation’s time zone. SUPPRESSED (fewer raters than the smallest group): ' +
    'only its information is shown.',
})
export class ScoreComponent {
  @Field(() => Component, { description: COMPONENT }) readonly component: string;
  @Field(() => Shown, { description: MAY_BE_SHOWN }) readonly state: string;
  @Field(() => Int, { nullable: true, description: 'Number of trials, not weighted by age: as many as the evidence shows.' })
  readonly successes: number | null;
  @Field(() => Int, { nullable: true, description: 'Undecayed.' }) readonly trials: number | null;
  @Field(() => Float, { description: 'Σw: the number of fresh trials that they are worth. It decreases if nothing happens.' })
  readonly information: number;
  @Field(() => Float, { nullable: true, description: 'Σw·success / Σw: the observed proportion; null if no trial has weight.' })
  readonly observed: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      '(Σw·success + m·p₀) / (Σw + m): the mean of the posterior, drawn to the organisation’s rate. The score is computed from it. Source: empirical Bayes.',
  })
  readonly value: number | null;
  @Field(() => Float, { description: 'ω: its weight in the policy.' }) readonly weight: number;
  @Field(() => Float, {
    nullable: true,
    description: 'Points of the score; they add up to its value. 0 if not kept, null without a score.',
  })
  readonly contribution: number | null;
  @Field(() => Boolean, { description: 'Whether it is in the score: it has a weight, enough information and enough people.' })
  readonly kept: boolean;
  @Field(() => Float, { description: 'p₀: the rate of the whole organisation at the moment; 0.5 if there are no trials.' })
  readonly organisationRate: number;
}

export const ScoreState = namedEnum(
  'ScoreState',
  {
    SCORED: 'There is a score.',
    INSUFFICIENT_DATA:
      'Too little of the policy’s weights is measured, or nothing has happened for a long time: there is no score, and 0 would be wrong.',
  },
  'Whether enough is measured for a score.',
);

@ObjectType({
  description:
    'The Service Relationship Index of a team and a department at a moment: the weighted mean of its kept components’ values, times 100. Start, ' +
    'stop, when a trial counts and what is left out: as `Component` says of each. It describes a relationship, never a person. The interval is ' +
    'for the pair’s rate over its half-life-weighted past, given that the pair resembles the hospital: `measureSeries` shows whether the last ' +
    'weeks differ from that. Source: our own proposal, from published parts (docs/measures.md).',
})
export class RelationshipScore {
  @Field(() => ScoreState, { description: 'Whether there is a score.' }) readonly state: string;
  @Field(() => DateTime, { description: 'The moment of the score.' }) readonly asOf: string;
  @Field(() => Float, { nullable: true, description: '0 to 100: the sum of the contributions.' }) readonly value: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Points. It treats the components as independent, which is not quite true.',
  })
  readonly standardError: number | null;
  @Field(() => Float, { nullable: true, description: 'value − 1.96 standard errors, not below 0.' })
  readonly low: number | null;
  @Field(() => Float, { nullable: true, description: 'value + 1.96 standard errors, not above 100.' })
  readonly high: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The same mean of the observed proportions: not drawn to the organisation’s rate.',
  })
  readonly observedScore: number | null;
  @Field(() => Float, { description: 'Share of the policy’s weights that is measured, 0 to 1.' }) readonly coverage: number;
  @Field(() => Component, { nullable: true, description: 'The kept component with the lowest value.' })
  readonly weakest: string | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The value if every kept component had the same weight: shows the effect of the policy.',
  })
  readonly equalWeightsValue: number | null;
  @Field(() => String, { description: 'The version of the formula; its parameters are in `policy`.' })
  readonly formulaVersion: string;
  @Field(() => ScoringPolicy, { description: 'The parameters of the score.' }) readonly policy: ScoringPolicy;
  @Field(() => [ScoreComponent], { description: 'Present also if there is no score.' })
  readonly components: readonly ScoreComponent[];
}

export const ChangeState = namedEnum(
  'ChangeState',
  {
    EXPLAINED: 'Both moments have a score: what each component contributes to the change is shown.',
    INSUFFICIENT_DATA: 'At one of the moments at least there is no score.',
  },
  'Whether both sides have a score.',
);
export const ChangeVerdict = namedEnum<Change['verdict']>(
  'ChangeVerdict',
  {
    MORE_THAN_CHANCE: 'Larger than chance alone would allow.',
    WITHIN_CHANCE: 'Not larger than chance alone would allow.',
    NOT_JUDGED: 'No component is in both scores.',
  },
  'Whether the observed change is larger than chance alone would allow in 95 of 100 cases.',
);
export const Presence = namedEnum<ComponentChange['presence']>(
  'Presence',
  {
    BOTH: 'In both scores.',
    GAINED: 'Only in the later score.',
    LOST: 'Only in the earlier score.',
    NEITHER: 'In neither score.',
  },
  'In which of the two scores a component is.',
);

@ObjectType({ description: 'The origin of the points of a change.' })
export class ChangeParts {
  @Field(() => Float, { description: 'The earlier trials are older and have less weight.' }) readonly faded: number;
  @Field(() => Float, { description: 'Trials were added, removed or judged differently.' }) readonly happened: number;
  @Field(() => Float, { description: 'The organisation’s rate, to which every value is drawn, changed.' })
  readonly hospital: number;
}

@ObjectType({ description: 'The contribution of a component to the change of a score.' })
export class ComponentDelta {
  @Field(() => Component, { description: COMPONENT }) readonly component: string;
  @Field(() => Float, { description: 'Points: the sum of its parts. 0 if it is not in both scores.' }) readonly delta: number;
  @Field(() => ChangeParts, { nullable: true, description: 'Null if it is not in both scores.' })
  readonly parts: ChangeParts | null;
  @Field(() => Presence, { description: 'In which of the two scores it is.' }) readonly presence: string;
  @Field(() => ScoreComponent, { description: 'At the earlier moment.' }) readonly from: ScoreComponent;
  @Field(() => ScoreComponent, { description: 'At the later moment.' }) readonly to: ScoreComponent;
}

@ObjectType({
  description:
    'Whether and why a score changed between two moments. It is judged on observed proportions, over the components in both scores; the components’ ' +
    'deltas and the coverage term add up to the change of the score exactly. Both scores are under one policy, that of the later. Start, stop, when a ' +
    'trial counts and what is left out: as `Component` says of each. Source: our own, a difference of weighted proportions (docs/measures.md).',
})
export class ScoreChange {
  @Field(() => ChangeState, { description: 'Whether both sides have a score.' }) readonly state: string;
  @Field(() => ChangeVerdict, { description: 'Whether the change is more than chance.' }) readonly verdict: string;
  @Field(() => Float, { nullable: true, description: 'Points by which the observed proportions changed; null if not judged.' })
  readonly observedChange: number | null;
  @Field(() => Float, { nullable: true, description: 'Standard error of `observedChange` under chance alone.' })
  readonly standardError: number | null;
  @Field(() => ChangeParts, { nullable: true, description: 'Over all components in both scores.' })
  readonly parts: ChangeParts | null;
  @Field(() => Float, { nullable: true, description: 'Points, later minus earlier; null unless both are scored.' })
  readonly change: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Points of components that are measured at only one of the two moments: the coverage term.',
  })
  readonly coverage: number | null;
  @Field(() => [ComponentDelta], { description: 'What each component contributes to the change.' })
  readonly components: readonly ComponentDelta[];
  @Field(() => RelationshipScore, { description: 'The score at the earlier moment.' }) readonly from: RelationshipScore;
  @Field(() => RelationshipScore, { description: 'The score at the later moment.' }) readonly to: RelationshipScore;
}

@ObjectType({ description: 'One trial with its verdict, and the events that prove it.' })
export class Trial {
  @Field(() => ID, { description: 'The trial’s id, always the same.' }) readonly trialId: string;
  @Field(() => Boolean, { description: 'Whether it was a success, by the rules of its component.' }) readonly success: boolean;
  @Field(() => DateTime, {
    description:
      'The moment at which it counts, success or failure: the due date, the end of a target, a window, a day or a grace period, or the rating.',
  })
  readonly at: string;
  @Field(() => ID, { description: 'The ticket, contact, commitment or touchpoint that the trial is about.' })
  readonly subject: string;
  @Field(() => [ID], { description: 'The events that led to the verdict, in the order of their stream.' })
  readonly eventIds: readonly string[];
  @Field(() => Attendance, {
    nullable: true,
    description: 'Of a meeting that was held: who was there, and whether both sides say so. Null for other trials.',
  })
  readonly attendance: Attendance | null;
}

export const CalibrationState = namedEnum(
  'CalibrationState',
  {
    PROPOSED: 'The relationships differ more than by chance: a strength is proposed.',
    NO_SPREAD_SEEN: 'The relationships do not differ more than by chance: no strength can be derived.',
    TOO_FEW: 'Fewer than two relationships have trials, or none has more than one.',
  },
  'What the relationships’ rates imply about how far each should be drawn to the organisation’s.',
);

@ObjectType({
  description:
    'How many trials the organisation’s rate should count as for a component, from all trials that count by `asOf`, not weighted by age: a ' +
    'proposal to adopt in a policy, without effect by itself. Start, stop, when a trial counts and what is left out: as `Component` says of it. ' +
    'Source: method of moments for a beta-binomial.',
})
export class Calibration {
  @Field(() => Component, { description: COMPONENT }) readonly component: string;
  @Field(() => CalibrationState, { description: 'Whether a strength can be proposed.' }) readonly state: string;
  @Field(() => Int, { description: 'Relationships with at least one trial.' }) readonly relationships: number;
  @Field(() => Int, { description: 'Trials of all relationships together.' }) readonly trials: number;
  @Field(() => Float, { nullable: true, description: 'Successes of all trials together.' }) readonly rate: number | null;
  @Field(() => Float, { nullable: true, description: 'Variance of the relationships’ rates, minus that of chance.' })
  readonly variance: number | null;
  @Field(() => Float, { nullable: true, description: 'm, in trials.' }) readonly priorStrength: number | null;
}
