import type { TrialDocument } from '../../../projections/trials/document.js';
import { type Component, COMPONENTS, perComponent, type PerComponent } from '../../measures/components.js';
import type { Tally } from '../../measures/tallies.js';
import { dayOf, startOfDay } from '../days.js';
import type { Listing } from '../paging/walk.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';

type Verdict = Pick<TrialDocument, 'relationshipId' | 'component' | 'at' | 'success' | 'times'>;
type DayTally = PerComponent<{ d: number; s: number; n: number }>;

/** Every verdict of the organisation on a UTC day, in the order of their moments. Kept by the day, since every request of today asks about another moment. */
export class VerdictsOfDay {
  private readonly inOrder: readonly Verdict[];
  private upToLast: { readonly count: number; readonly verdicts: DayVerdicts } | undefined;

  private constructor(
    readonly day: number,
    private readonly byTrial: ReadonlyMap<string, Verdict>,
  ) {
    this.inOrder = [...byTrial.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  static async read(reader: ViewReader, day: number): Promise<VerdictsOfDay> {
    const ranges = [{ field: 'at', from: startOfDay(day), before: startOfDay(day + 1) }];
    const verdicts = new Map<string, Verdict>();
    const take = async (listing: Listing) => {
      for await (const trial of readAll<TrialDocument>(reader, listing)) verdicts.set(trial.trialId, verdictOf(trial));
    };
    const where = (component: Component) => ({ where: { component, counted: true }, ranges });
    await Promise.all(COMPONENTS.map((component) => take({ view: 'trials', filter: where(component), orderBy: 'at' })));
    return new VerdictsOfDay(day, verdicts);
  }

  /** The same with these trials as they are now: itself where none of them is, or was, of this day. */
  with(keys: readonly string[], trials: ReadonlyMap<string, TrialDocument>): VerdictsOfDay {
    const ofDay = [...trials].filter(([, { counted, at }]) => counted && dayOf(at) === this.day);
    if (ofDay.length === 0 && !keys.some((key) => this.byTrial.has(key))) return this;
    const verdicts = new Map(this.byTrial);
    for (const key of keys) verdicts.delete(key);
    for (const [key, trial] of ofDay) verdicts.set(key, verdictOf(trial));
    return new VerdictsOfDay(this.day, verdicts);
  }

  /** Those that had been given at a moment: the same object for moments between which none was. */
  upTo(moment: string): DayVerdicts {
    const count = this.inOrder.findLastIndex(({ at }) => at <= moment) + 1;
    if (this.upToLast?.count !== count) {
      this.upToLast = { count, verdicts: new DayVerdicts(this.day, this.day - 1, this.inOrder.slice(0, count)) };
    }
    return this.upToLast.verdicts;
  }
}

const verdictOf = ({ relationshipId, component, at, success, times }: TrialDocument): Verdict => ({
  relationshipId,
  component,
  at,
  success,
  times,
});

/**
 * What counts of a day that is not over. Day tallies book a whole day, and deadlines later on it are in them already; so of this one day the
 * single trials are counted.
 */
export class DayVerdicts {
  private readonly byRelationship = new Map<string, DayTally>();
  private readonly all: DayTally;

  constructor(
    /** The UTC day of the moment. */
    readonly day: number,
    /** The last day that is over at the moment: that day, or the one before. */
    readonly lastDay: number,
    verdicts: readonly Verdict[],
  ) {
    this.all = this.empty();
    for (const { relationshipId, component, success, times } of verdicts) {
      const own = this.byRelationship.get(relationshipId) ?? this.empty();
      this.byRelationship.set(relationshipId, own);
      for (const tally of [own[component], this.all[component]]) {
        tally.n += times;
        if (success) tally.s += times;
      }
    }
  }

  /** Once a day is over, no single verdict counts beside its day tallies. */
  static over(day: number): DayVerdicts {
    return new DayVerdicts(day, day, []);
  }

  of(relationshipId: string, component: Component): Tally | undefined {
    return this.byRelationship.get(relationshipId)?.[component];
  }

  /** Of relationships that are read as one. */
  ofSeveral(relationshipIds: readonly string[], component: Component): Tally {
    const sum = { d: this.day, s: 0, n: 0 };
    for (const id of relationshipIds) {
      const own = this.of(id, component);
      sum.s += own?.s ?? 0;
      sum.n += own?.n ?? 0;
    }
    return sum;
  }

  ofAll(component: Component): Tally {
    return this.all[component];
  }

  private empty(): DayTally {
    return perComponent(() => ({ d: this.day, s: 0, n: 0 }));
  }
}
