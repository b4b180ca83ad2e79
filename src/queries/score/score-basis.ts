import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { type Component, perComponent, type PerComponent } from '../../measures/components.js';
import type { Policy } from '../../measures/policy.js';
import type { ScoreSide } from '../../measures/score-change.js';
import { relationshipIndex, type RelationshipIndex, type Setting } from '../../measures/score.js';
import { THRESHOLDS } from '../../measures/suppression.js';
import { decayedSums, organisationRate, type DecayedSums, type Tally } from '../../measures/tallies.js';
import { onceFor } from '../once-for.js';
import type { DayVerdicts } from './day-verdicts.js';
import type { OrganisationTallies } from './organisation-tallies.js';
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
  private readonly priors = new Map<string, PerComponent<number>>();

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

  /**
   * Distinct people whose words count at the moment.
   * A trial of treatment is one person's word, so that there are never more of them than trials.
   */
  private peopleIn({ treatment }: PerComponent<DecayedSums>): number {
    return treatment.trials;
  }

  /** What all scores under a policy take from the organisation. */
  setting(policy: Policy): Setting {
    return { priors: this.priorsOf(policy), policy, smallestGroup: THRESHOLDS.INTERNAL };
  }

  /** The index of sums that were taken at this basis. */
  indexOf(sums: PerComponent<DecayedSums>, setting: Setting): RelationshipIndex {
    return relationshipIndex({ sums, people: this.peopleIn(sums) }, setting);
  }

  /** The index at the moment, and what it was made of. */
  readonly side = onceFor((relationship: Counted, policy: Policy): ScoreSide => {
    const tallies = perComponent((component) => [...this.tallies(relationship, component)]);
    const sums = perComponent((component) => decayedSums(tallies[component], this.day, policy.halfLifeDays[component]));
    return { index: this.indexOf(sums, this.setting(policy)), tallies, day: this.day };
  });

  /** The Service Relationship Index at the moment. */
  index(relationship: Counted, policy: Policy): RelationshipIndex {
    return this.side(relationship, policy).index;
  }

  /** p0: the rate of the whole organisation at the moment, which every relationship is drawn to. */
  private priorsOf({ halfLifeDays }: Policy): PerComponent<number> {
    const key = JSON.stringify(halfLifeDays);
    let priors = this.priors.get(key);
    if (!priors) {
      const whole = this.organisation.sums(this.lastDay, this.day, halfLifeDays);
      priors = perComponent((component) => {
        const rest = decayedSums([this.verdicts.ofAll(component)], this.day, halfLifeDays[component]);
        const { good, information } = whole[component];
        return organisationRate({ good: good + rest.good, information: information + rest.information });
      });
      this.priors.set(key, priors);
    }
    return priors;
  }
}
