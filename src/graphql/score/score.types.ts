import { type Component as Name, COMPONENTS } from '../../domain/components.js';
import { namedEnum, Shown } from '../kit/enums.js';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../kit/scalars.js';
import { ScoringPolicy } from '../governance/governance.types.js';
import { COMPONENT, MAY_BE_SHOWN } from '../kit/meanings.js';

/**
 * For each component, in words for people on a ward: what is counted, from when to when, at which moment it counts, and what
 * is left out. (docs/measures.md)
 */
const MEANINGS: Record<Name, string> = {
  reliability:
    'Promises that IT kept. One trial: a commitment to the department. Start: CommitmentMade. Stop: the due date in force. A success: ' +
    'CommitmentFulfilled by then. Counts: on the due date, kept or not, so that what is kept early counts then too. A new date holds if it was ' +
    'agreed before the old one had passed; the promise must then be fulfilled anew. What the department disputes is a failure until it confirms; ' +
    'what IT withdraws is a failure unless it was fulfilled. Left out: what the department withdrew by the due date, and due dates to come. ' +
    'Source: the SERVQUAL item "meets promised time-frames".',
  responsiveness:
    'Tickets that a person answered in time. One trial: the wait for the first word after a ticket was logged or reopened, or its solution ' +
    'rejected. Start: TicketLogged, TicketReopened or TicketResolutionRejected. Stop: a person’s first word to the department: ' +
    'TicketAcknowledged, TicketUpdateShared, TicketPlacedOnHold with the requester’s consent, TicketResolved, or a talk about the ticket (by ' +
    'phone, in a chat, at the desk or on site) that began later. A success: by the acknowledgement target of the pair, else of the team, in the ' +
    'working time of the first team that has the ticket; a hand-over does not put it off. Counts: when that time is over, answered or not, for ' +
    'the team that has the ticket then, else for the last that had it. Left out: tickets without a target or without a team, waits that ended ' +
    'earlier without a word because the ticket was closed, cancelled, merged or reopened, what a machine says, and what is known from a snapshot ' +
    'alone. Source: time to own, as iTop and GLPI keep it.',
  durability:
    'Solutions that held. One trial: a resolution. Start: TicketResolved. Stop: the end of the team’s reopening window (14 days unless adopted ' +
    'otherwise). A failure: TicketReopened or TicketResolutionRejected by its last instant; what comes later changes nothing. Counts: at the ' +
    'window’s end, held or not, so that the last two weeks are not in it yet; for the team named as having resolved it, else for the one that ' +
    'had the ticket. Left out: resolutions whose window is still open, and those of no team. Source: 1 − reopen rate of matured resolutions.',
  treatment:
    'People who say that they were treated well, whether or not the matter was solved. One trial: one person’s word about this team and ' +
    'department in one calendar month, the last one if there are several. Start: the contact (InteractionStarted). Stop: ' +
    'InteractionFeedbackGiven. A success: 4 or 5 of 5. Counts: at that rating. Left out: contacts that nobody rated, and a person’s earlier ' +
    'words of the same month. Not shown and not scored below the smallest group (five people unless adopted otherwise). Source: CSAT as a share ' +
    'of positive answers.',
  transparency:
    'Days without waiting in silence. One trial: a ticket on a day on which a word to the department fell due or the department had to ask. ' +
    'Start: the next word promised (TicketAcknowledged, TicketUpdateShared, TicketPlacedOnHold), or due by the update target of the pair, else ' +
    'of the team, after a person’s word, a team’s taking the ticket, a reopening, a rejected solution, the end of a hold, a reply or a chase. ' +
    'Stop: the next word of a person. A success: every word due that day came in time and nobody had to ask (TicketUpdateChased). Counts: at the ' +
    'end of that day, in the organisation’s zone, for the team that has the ticket when the word is due. Left out: promises replaced or ended ' +
    'before their time, those answered in time where another one was given later the same day, what falls due while nobody has the ticket, the ' +
    'target while an agreed hold runs, and what is known from a snapshot alone. Source: our own, against "I’ll get you when I get to you".',
  engagement:
    'Visits and meetings that took place. One trial: a planned touchpoint. Start: TouchpointPlanned. Stop: its date and the grace (seven days ' +
    'unless adopted otherwise). A success: TouchpointHeld by then, with both sides present. Counts: at the end of the grace, held or not. The ' +
    'last plan made before the date holds; what IT calls off (TouchpointCancelled) is a failure. Left out: what the department called off before ' +
    'its date, and what was still ahead when the relationship ended. Source: IT rounding as hospitals practise it.',
};
export const upper = (component: string): string => component.toUpperCase();

export const Component = namedEnum(
  'Component',
  COMPONENTS.map(upper),
  'What the index of a relationship is made of: six proportions of countable trials. First-contact resolution is not among them.',
  Object.fromEntries(COMPONENTS.map((component) => [upper(component), MEANINGS[component]])),
);
/** The component that an enum value names. */
export const componentOf = (value: string): Name => value.toLowerCase() as Name;

@ObjectType({
  description:
    'A component of a score. Start, stop, when a trial counts, what is left out and the source: as `Component` says of it. A trial weighs w = ' +
    '2^(−age/half-life), age in whole days of the organisation’s zone. SUPPRESSED (fewer people spoke than the smallest group): nothing of it is shown but its information.',
})
export class ScoreComponent {
  @Field(() => Component, { description: COMPONENT }) readonly component: string;
  @Field(() => Shown, { description: MAY_BE_SHOWN }) readonly state: string;
  @Field(() => Int, { nullable: true, description: 'Undecayed: as many as the evidence shows.' }) readonly successes:
    number | null;
  @Field(() => Int, { nullable: true, description: 'Undecayed.' }) readonly trials: number | null;
  @Field(() => Float, { description: 'Σw: how many fresh trials they are worth. It fades when nothing happens.' })
  readonly information: number;
  @Field(() => Float, { nullable: true, description: 'Σw·success / Σw: the share as it was seen; null when nothing weighs.' })
  readonly observed: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      '(Σw·success + m·p₀) / (Σw + m): the mean of the posterior, drawn to the organisation’s rate. This is what is scored. Source: empirical Bayes.',
  })
  readonly value: number | null;
  @Field(() => Float, { description: 'ω: what the policy lets it count for.' }) readonly weight: number;
  @Field(() => Float, {
    nullable: true,
    description: 'Points of the score; they add up to its value. 0 when not kept, null without a score.',
  })
  readonly contribution: number | null;
  @Field(() => Boolean, { description: 'Whether it is in the score: it has a weight, enough information and enough people.' })
  readonly kept: boolean;
  @Field(() => Float, { description: 'p₀: the rate of the whole organisation at the moment; 0.5 where nobody has a trial.' })
  readonly organisationRate: number;
}

export const ScoreState = namedEnum('ScoreState', ['SCORED', 'INSUFFICIENT_DATA'], 'Whether enough is measured for a number.', {
  INSUFFICIENT_DATA:
    'Too little of the policy’s weights is measured, or nothing has happened for long: there is no number, and 0 would be a wrong one.',
});

@ObjectType({
  description:
    'The Service Relationship Index of a team and a department at a moment: the weighted mean of its kept components’ values, times 100. Start, ' +
    'stop, when a trial counts and what is left out: as `Component` says of each. It is about a relationship, never about a person. The interval ' +
    'is for the pair’s rate over its half-life-weighted past, given that the pair resembles the hospital: whether the last weeks differ from ' +
    'that, `measureSeries` says. Source: our own proposal, from published parts (docs/measures.md).',
})
export class RelationshipScore {
  @Field(() => ScoreState, { description: 'Whether there is a number.' }) readonly state: string;
  @Field(() => DateTime, { description: 'The moment that it is about.' }) readonly asOf: string;
  @Field(() => Float, { nullable: true, description: '0 to 100: the sum of the contributions.' }) readonly value: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Points. It takes the components for independent, which they are not quite.',
  })
  readonly standardError: number | null;
  @Field(() => Float, { nullable: true, description: 'value − 1.96 standard errors, not below 0.' })
  readonly low: number | null;
  @Field(() => Float, { nullable: true, description: 'value + 1.96 standard errors, not above 100.' })
  readonly high: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The same mean of what was observed: not drawn to the organisation’s rate.',
  })
  readonly observedScore: number | null;
  @Field(() => Float, { description: 'Share of the policy’s weights that is measured, 0 to 1.' }) readonly coverage: number;
  @Field(() => Component, { nullable: true, description: 'The kept component with the lowest value.' })
  readonly weakest: string | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The value if every kept component counted the same: how much is the policy’s choice.',
  })
  readonly equalWeightsValue: number | null;
  @Field(() => String, { description: 'The arithmetic’s own version; parameters are in `policy`.' })
  readonly formulaVersion: string;
  @Field(() => ScoringPolicy, { description: 'The parameters that it was computed under.' }) readonly policy: ScoringPolicy;
  @Field(() => [ScoreComponent], { description: 'There also when there is no number.' })
  readonly components: readonly ScoreComponent[];
}

export const ChangeState = namedEnum('ChangeState', ['EXPLAINED', 'INSUFFICIENT_DATA'], 'Whether both sides have a score.');
export const ChangeVerdict = namedEnum(
  'ChangeVerdict',
  ['MORE_THAN_CHANCE', 'WITHIN_CHANCE', 'NOT_JUDGED'],
  'Whether what was observed moved by more than chance alone would let it in 95 of 100 cases.',
  { NOT_JUDGED: 'No component is in both scores.' },
);
export const Presence = namedEnum(
  'Presence',
  ['BOTH', 'GAINED', 'LOST', 'NEITHER'],
  'On which sides a component is in the score.',
);

@ObjectType({ description: 'Where points of a change came from.' })
export class ChangeParts {
  @Field(() => Float, { description: 'The earlier trials grew older and weigh less.' }) readonly faded: number;
  @Field(() => Float, { description: 'Trials were added, taken back or judged otherwise.' }) readonly happened: number;
  @Field(() => Float, { description: 'The organisation’s own rate, which every value is drawn to, moved.' })
  readonly hospital: number;
}

@ObjectType({ description: 'A component’s part in the change of a score.' })
export class ComponentDelta {
  @Field(() => Component, { description: COMPONENT }) readonly component: string;
  @Field(() => Float, { description: 'Points: the sum of its parts. 0 when it is not in both scores.' }) readonly delta: number;
  @Field(() => ChangeParts, { nullable: true, description: 'Null when it is not in both scores.' })
  readonly parts: ChangeParts | null;
  @Field(() => Presence, { description: 'On which sides it is in the score.' }) readonly presence: string;
  @Field(() => ScoreComponent, { description: 'As it was at the earlier moment.' }) readonly from: ScoreComponent;
  @Field(() => ScoreComponent, { description: 'As it was at the later moment.' }) readonly to: ScoreComponent;
}

@ObjectType({
  description:
    'Whether and why a score moved between two moments. It is judged on observed shares, over the components in both scores; the components’ ' +
    'deltas and the coverage term add up to the change of the score exactly. Both sides under one policy, that of the later. Start, stop, when a ' +
    'trial counts and what is left out: as `Component` says of each. Source: our own, a difference of weighted proportions (docs/measures.md).',
})
export class ScoreChange {
  @Field(() => ChangeState, { description: 'Whether both sides have a score.' }) readonly state: string;
  @Field(() => ChangeVerdict, { description: 'Whether it is more than chance.' }) readonly verdict: string;
  @Field(() => Float, { nullable: true, description: 'Points by which the observed shares moved; null when not judged.' })
  readonly observedChange: number | null;
  @Field(() => Float, { nullable: true, description: 'Of `observedChange`, if nothing but chance were at work.' })
  readonly standardError: number | null;
  @Field(() => ChangeParts, { nullable: true, description: 'Over all components in both scores.' })
  readonly parts: ChangeParts | null;
  @Field(() => Float, { nullable: true, description: 'Points, later less earlier; null unless both are scored.' })
  readonly change: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Points that come from components being measured on one side only: the coverage term.',
  })
  readonly coverage: number | null;
  @Field(() => [ComponentDelta], { description: 'What each component contributes to the change.' })
  readonly components: readonly ComponentDelta[];
  @Field(() => RelationshipScore, { description: 'The score at the earlier moment.' }) readonly from: RelationshipScore;
  @Field(() => RelationshipScore, { description: 'The score at the later moment.' }) readonly to: RelationshipScore;
}

@ObjectType({ description: 'One thing that went well or did not, and the events that say so.' })
export class Trial {
  @Field(() => ID, { description: 'The trial’s own id, the same whenever it is asked for.' }) readonly trialId: string;
  @Field(() => Boolean, { description: 'Whether it went well, by what counts of its component.' }) readonly success: boolean;
  @Field(() => DateTime, {
    description:
      'The moment at which it counts, whether it went well or not: the due date, the end of a target, a window, a day or a grace, or the rating.',
  })
  readonly at: string;
  @Field(() => ID, { description: 'The ticket, contact, promise or touchpoint that was tried.' }) readonly subject: string;
  @Field(() => [ID], { description: 'The events that made the verdict, in the order of their stream.' })
  readonly eventIds: readonly string[];
}

export const CalibrationState = namedEnum(
  'CalibrationState',
  ['PROPOSED', 'NO_SPREAD_SEEN', 'TOO_FEW'],
  'What the relationships’ own rates say about how far each should be drawn to the organisation’s.',
  {
    NO_SPREAD_SEEN: 'The relationships differ no more than chance lets them: no strength follows.',
    TOO_FEW: 'Fewer than two relationships have trials, or none has more than one.',
  },
);

@ObjectType({
  description:
    'How many trials the organisation’s rate should weigh for a component, from all trials that count by `asOf`, undecayed: a proposal to adopt ' +
    'in a policy, not in force by itself. Start, stop, when a trial counts and what is left out: as `Component` says of it. Source: method of ' +
    'moments for a beta-binomial.',
})
export class Calibration {
  @Field(() => Component, { description: COMPONENT }) readonly component: string;
  @Field(() => CalibrationState, { description: 'Whether a strength can be proposed.' }) readonly state: string;
  @Field(() => Int, { description: 'Relationships with at least one trial.' }) readonly relationships: number;
  @Field(() => Int, { description: 'Trials of all relationships together.' }) readonly trials: number;
  @Field(() => Float, { nullable: true, description: 'Successes of all trials together.' }) readonly rate: number | null;
  @Field(() => Float, { nullable: true, description: 'Variance of the relationships’ rates, without what chance adds.' })
  readonly variance: number | null;
  @Field(() => Float, { nullable: true, description: 'm, in trials.' }) readonly priorStrength: number | null;
}
