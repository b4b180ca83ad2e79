import type { Counted } from '../../../projections/trials/counts.js';
import type { PairDocument } from '../../../projections/trials/documents.js';
import { perComponent, type PerComponent } from '../../domain/components.js';
import type { Policy } from '../../measures/policy.js';
import type { ScoreSide } from '../../measures/score-change.js';
import { type Evidence, relationshipIndex, type RelationshipIndex, type Setting } from '../../measures/score.js';
import { decayedSums, organisationRate, type Tally } from '../../measures/tallies.js';
import { memoize } from '../memoize.js';
import type { DayVerdicts } from './day-verdicts.js';
import { talliesAsOf, type OrganisationTallies, type CountedPair, type UpTo } from './tallies.js';

/**
 * A relationship, and the ids of those merged into it: `components` includes their tallies, but their trials carry their own
 * ids.
 */
type Known = { readonly relationshipId: string; readonly mergedFrom?: readonly string[] };
type Rated = Pick<PairDocument, 'people'>;
type Pair = Known & CountedPair & Rated;

const NOBODY: readonly string[] = [];

/**
 * Everything that scores at one moment depend on, apart from the relationship's own tallies. There is one basis per moment,
 * so that a score has one value.
 */
export class ScoreBasis {
  /** The day of the moment in the organisation's calendar; ages are counted back from it. */
  readonly day: number;
  /** The last day that is over at the moment. */
  readonly lastDay: number;
  private readonly priors = new Map<string, PerComponent<number>>();

  constructor(
    private readonly organisation: OrganisationTallies,
    private readonly verdicts: DayVerdicts,
    /** Corrections of settled verdicts apply if they were recorded up to this moment. */
    readonly correctedUpTo: string,
    /** One of the basis's moments: no rating lies between two moments of one basis. */
    private readonly moment: string,
    /** The number of people who must have rated before ratings are shown. */
    private readonly smallestGroup: number,
  ) {
    this.day = verdicts.day;
    this.lastDay = verdicts.lastDay;
  }

  /** The trials of a relationship that count at the moment, by day, with their verdicts at that moment. */
  tallies(relationship: Known & CountedPair, counted: Counted): Iterable<Tally> {
    return talliesAsOf(relationship, counted, this.upTo(relationship, counted));
  }

  /** The trials that count on the moment's own day, when it is not over. */
  restOf({ relationshipId, mergedFrom = NOBODY }: Known, counted: Counted): Tally | undefined {
    return mergedFrom.length === 0
      ? this.verdicts.of(relationshipId, counted)
      : this.verdicts.ofSeveral([relationshipId, ...mergedFrom], counted);
  }

  private upTo(relationship: Known, counted: Counted): UpTo {
    return { lastDay: this.lastDay, correctedUpTo: this.correctedUpTo, rest: this.restOf(relationship, counted) };
  }

  /** The values that all scores under a policy take from the organisation. */
  setting(policy: Policy): Setting {
    return { priors: this.priorsOf(policy), policy, smallestGroup: this.smallestGroup };
  }

  /**
   * A relationship's contribution to its score, from sums computed at this basis. Used for rankings and for the detailed
   * answer.
   */
  evidence({ people }: Rated, sums: Evidence['sums']): Evidence {
    return { sums, people: peopleBy(people, this.moment, this.smallestGroup) };
  }

  /** The index at the moment, with the tallies it was computed from. */
  readonly side = memoize((relationship: Pair, policy: Policy): ScoreSide => {
    const tallies = perComponent((component) => [...this.tallies(relationship, component)]);
    const sums = perComponent((component) => decayedSums(tallies[component], this.day, policy.halfLifeDays[component]));
    return { index: relationshipIndex(this.evidence(relationship, sums), this.setting(policy)), tallies, day: this.day };
  });

  /** The Service Relationship Index at the moment. (docs/measures.md) */
  index(relationship: Pair, policy: Policy): RelationshipIndex {
    return this.side(relationship, policy).index;
  }

  /** p0: the rate of the whole organisation at the moment, to which every relationship is drawn. */
  private priorsOf({ halfLifeDays }: Policy): PerComponent<number> {
    const key = JSON.stringify(halfLifeDays);
    let priors = this.priors.get(key);
    if (!priors) {
      const whole = this.organisation.sums(this, this.day, halfLifeDays);
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

/** The number of distinct people who had rated by a moment, regardless of the ratings' age; counted up to `atMost`. */
function peopleBy(people: Rated['people'], moment: string, atMost: number): number {
  const counted = new Set<number>();
  for (const { person, since } of people) {
    if (since > moment) continue;
    counted.add(person);
    if (counted.size === atMost) break;
  }
  return counted.size;
}
