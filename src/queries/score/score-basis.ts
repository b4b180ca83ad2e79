import type { RelationshipDocument } from '../../../projections/relationship/document.js';
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
import { cutTallies, talliesOf } from './tallies.js';

/** A relationship, and the ids of those that have become one with it: `components` holds their tallies too, their trials bear their own ids. */
type Known = Pick<RelationshipDocument, 'relationshipId'> & { readonly mergedFrom?: readonly string[] };
type Counted = Known & Pick<RelationshipDocument, 'components'>;

const NOBODY: readonly string[] = [];

/** What every score of one moment rests on besides the relationship's own document. One basis a moment: one number a score. */
export class ScoreBasis {
  /** The UTC day of the moment: ages are counted back from it. */
  readonly day: number;
  /** The last day that is over at the moment. */
  readonly lastDay: number;
  private readonly priors = new Map<number, PerComponent<number>>();

  constructor(
    private readonly organisation: OrganisationTallies,
    private readonly verdicts: DayVerdicts,
  ) {
    this.day = verdicts.day;
    this.lastDay = verdicts.lastDay;
  }

  /** The trials of a relationship whose verdict had been given at the moment, by day. */
  tallies(relationship: Counted, component: Component): Iterable<Tally> {
    return cutTallies(talliesOf(relationship, component), this.lastDay, this.restOf(relationship, component));
  }

  /** What counts of the moment's own day, which is not over. */
  restOf({ relationshipId, mergedFrom = NOBODY }: Known, component: Component): Tally | undefined {
    return mergedFrom.length === 0
      ? this.verdicts.of(relationshipId, component)
      : this.verdicts.ofSeveral([relationshipId, ...mergedFrom], component);
  }

  /** p0: the rate of the whole organisation at the moment, which every relationship is drawn to. */
  priorsOf({ halfLifeDays }: Policy): PerComponent<number> {
    const known = this.priors.get(halfLifeDays);
    if (known) return known;
    const whole = this.organisation.sums(this.lastDay, this.day, halfLifeDays);
    const priors = perComponent((component) => {
      const rest = decayedSums([this.verdicts.ofAll(component)], this.day, fading(halfLifeDays));
      return rateOfSums(plus(whole[component], rest)).rate;
    });
    this.priors.set(halfLifeDays, priors);
    return priors;
  }

  /** The Service Relationship Index at the moment. (domain.md, 3.2) */
  readonly index = onceFor((relationship: Counted, policy: Policy): RelationshipIndex => {
    const priors = this.priorsOf(policy);
    const scores = perComponent((component) =>
      componentScore(this.tallies(relationship, component), this.day, priors[component], policy),
    );
    return serviceRelationshipIndex(scores, policy);
  });
}

const plus = (a: WeightedSums, b: WeightedSums) => ({
  weightedSuccesses: a.weightedSuccesses + b.weightedSuccesses,
  weight: a.weight + b.weight,
});
