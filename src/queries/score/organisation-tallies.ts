import type { MonthDocument } from '../../../projections/trials/documents.js';
import { type Component, perComponent, type PerComponent } from '../../measures/components.js';
import { type Sums, weightTable } from '../../measures/tallies.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';
import { type Corrected, correctedColumns, type CountedColumns, type ScoreColumns, sumColumns } from './score-columns.js';

/** How many days and half-lives are kept of one state of the organisation: a chart asks for a hundred or so at once. */
const SUMS_KEPT = 512;

/** Day tallies of everybody's trials, month by month: about a hundred small documents for ten years. */
export class OrganisationTallies {
  private readonly known = new Map<string, PerComponent<Sums>>();
  private readonly counted: CountedColumns;
  /** When verdicts that were settled were told otherwise, in order. */
  private readonly corrections: readonly string[];

  constructor(private readonly months: ReadonlyMap<string, MonthDocument>) {
    const all = [...months.values()];
    this.counted = correctedColumns(all);
    this.corrections = all.flatMap(({ corrections }) => corrections.map(({ from }) => from)).sort();
  }

  static async read(reader: ViewReader): Promise<OrganisationTallies> {
    const months = new Map<string, MonthDocument>();
    const listing = { view: 'trials', filter: { where: { kind: 'MONTH' } } };
    for await (const document of readAll<MonthDocument>(reader, listing)) months.set(document.month, document);
    return new OrganisationTallies(new Map([...months].sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  /** The same with these months as they are now. */
  with(keys: readonly string[], documents: ReadonlyMap<string, MonthDocument>): OrganisationTallies {
    const months = new Map(this.months);
    for (const key of keys) months.delete(key.slice(key.indexOf(':') + 1));
    for (const document of documents.values()) months.set(document.month, document);
    return new OrganisationTallies(new Map([...months].sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  /** The last moment up to one at which a settled verdict of anybody was told otherwise: between two of them all numbers are the same. */
  lastCorrectionBy(moment: string): string {
    return this.corrections.findLast((from) => from <= moment) ?? '';
  }

  /** A component's day tallies with the corrections told up to a moment. */
  columns(component: Component, correctedUpTo: string): ScoreColumns {
    return this.counted.of(component, correctedUpTo);
  }

  /** The sums over whole days up to `lastDay`, aged to a day under half-lives. */
  sums({ lastDay, correctedUpTo }: Corrected, day: number, halfLifeDays: PerComponent<number>): PerComponent<Sums> {
    const key = `${lastDay} ${correctedUpTo} ${day} ${JSON.stringify(halfLifeDays)}`;
    let sums = this.known.get(key);
    if (!sums) {
      sums = perComponent((component) => {
        const columns = this.columns(component, correctedUpTo);
        return sumColumns(
          columns,
          lastDay,
          day,
          weightTable(halfLifeDays[component], Math.max(0, day - (columns.days[0] ?? day))),
          undefined,
        );
      });
      if (this.known.size >= SUMS_KEPT) this.known.clear();
      this.known.set(key, sums);
    }
    return sums;
  }
}
