import type { TrialDocument } from '../../../projections/trials/document.js';
import { type Component, COMPONENTS, perComponent, type PerComponent } from '../../measures/score/components.js';
import type { Tally } from '../../measures/score/tally.js';
import { dayOf, justAfter, startOfDay } from '../days.js';
import type { Listing } from '../paging/paginate.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';

type Verdict = Pick<TrialDocument, 'relationshipId' | 'component' | 'at' | 'success' | 'times'>;
type DayTally = PerComponent<{ d: number; s: number; n: number }>;

/** Every verdict of the organisation on the UTC day of a moment, up to that moment, in the order of their moments. */
export async function readVerdicts(reader: ViewReader, until: string): Promise<readonly Verdict[]> {
  const ranges = [{ field: 'at', from: startOfDay(dayOf(until)), before: justAfter(until) }];
  const listings = COMPONENTS.map((component) => ({
    view: 'trials',
    filter: { where: { component, counted: true }, ranges },
    orderBy: 'at',
  }));
  const verdicts = (await Promise.all(listings.map((listing) => verdictsOf(reader, listing)))).flat();
  return verdicts.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

async function verdictsOf(reader: ViewReader, listing: Listing): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for await (const { relationshipId, component, at, success, times } of readAll<TrialDocument>(reader, listing)) {
    verdicts.push({ relationshipId, component, at, success, times });
  }
  return verdicts;
}

/**
 * What counts of a day that is not over. Day tallies book a whole day, and deadlines later on it are in them already; so of this one day the
 * single trials are counted.
 */
export class DayVerdicts {
  private readonly byRelationship = new Map<string, DayTally>();
  private readonly all: DayTally;

  constructor(
    private readonly day: number,
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

  of(relationshipId: string, component: Component): Tally | undefined {
    return this.byRelationship.get(relationshipId)?.[component];
  }

  ofAll(component: Component): Tally {
    return this.all[component];
  }

  private empty(): DayTally {
    return perComponent(() => ({ d: this.day, s: 0, n: 0 }));
  }
}
