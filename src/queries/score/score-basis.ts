import type { Counted } from '../../../projections/trials/documents.js';
import { componentScore } from '../../measures/score/component-score.js';
import { type Component, perComponent, type PerComponent } from '../../measures/score/components.js';
import { decayedSums, fading } from '../../measures/score/decayed-sums.js';
import { rateOfSums } from '../../measures/score/organisation-rate.js';
import type { Policy } from '../../measures/score/policy.js';
import { type RelationshipIndex, serviceRelationshipIndex } from '../../measures/score/relationship-index.js';
import type { Tally } from '../../measures/score/tally.js';
import { onceFor } from '../once-for.js';
import type { DayVerdicts } from './day-verdicts.js';
import type { OrganisationTallies } from './organisation-tallies.js';
import type { WeightedSums } from './score-columns.js';
import { type CountedPair, talliesAsOf, type UpTo } from './tallies.js';

/** A relationship, and the ids of those that have become one with it: `components` holds their tallies too, their trials bear their own ids. */
type Known = { readonly relationshipId: string; readonly mergedFrom?: readonly string[] };
type Pair = Known & CountedPair;
type Rated = { readonly people: readonly { readonly person: number; readonly since: string }[] };

const NOBODY: readonly string[] = [];

/** What every score of one moment rests on besides the relationship's own tallies. One basis a moment: one number a score. */
export class ScoreBasis {
  /** The day of the moment on the organisation's calendar: ages are counted back from it. */
  readonly day: number;
  /** The last day that is over at the moment. */
  readonly lastDay: number;
  private readonly priors = new Map<number, PerComponent<number>>();

  constructor(
    private readonly organisation: OrganisationTallies,
    private readonly verdicts: DayVerdicts,
    /** Settled verdicts count as told otherwise up to here. */
    readonly correctedUpTo: string,
  ) {
    this.day = verdicts.day;
    this.lastDay = verdicts.lastDay;
  }

  /** The trials of a relationship that count at the moment, by day, success and failure as they stand then. */
  tallies(relationship: Pair, counted: Counted): Iterable<Tally> {
    return talliesAsOf(relationship, counted, this.upTo(relationship, counted));
  }

  /** What counts of the moment's own day, which is not over. */
  restOf({ relationshipId, mergedFrom = NOBODY }: Known, counted: Counted): Tally | undefined {
    return mergedFrom.length === 0
      ? this.verdicts.of(relationshipId, counted)
      : this.verdicts.ofSeveral([relationshipId, ...mergedFrom], counted);
  }

  private upTo(relationship: Known, counted: Counted): UpTo {
    return { lastDay: this.lastDay, correctedUpTo: this.correctedUpTo, rest: this.restOf(relationship, counted) };
  }

  /** p0: the rate of the whole organisation at the moment, which every relationship is drawn to. */
  priorsOf({ halfLifeDays }: Policy): PerComponent<number> {
    const known = this.priors.get(halfLifeDays);
    if (known) return known;
    const whole = this.organisation.sums(this, this.day, halfLifeDays);
    const priors = perComponent((component) => {
      const rest = decayedSums([this.verdicts.ofAll(component)], this.day, fading(halfLifeDays));
      return rateOfSums(plus(whole[component], rest)).rate;
    });
    this.priors.set(halfLifeDays, priors);
    return priors;
  }

  /** The Service Relationship Index at the moment. (domain.md, 3.2) */
  readonly index = onceFor((relationship: Pair, policy: Policy): RelationshipIndex => {
    const priors = this.priorsOf(policy);
    const scores = perComponent((component) =>
      componentScore(this.tallies(relationship, component), this.day, priors[component], policy),
    );
    return serviceRelationshipIndex(scores, policy);
  });
}

/** How many distinct people had rated a relationship by a moment, whatever the age of what they said. */
export const peopleBy = ({ people }: Rated, moment: string): number =>
  new Set(people.flatMap(({ person, since }) => (since <= moment ? person : []))).size;

const plus = (a: WeightedSums, b: WeightedSums) => ({
  weightedSuccesses: a.weightedSuccesses + b.weightedSuccesses,
  weight: a.weight + b.weight,
});

