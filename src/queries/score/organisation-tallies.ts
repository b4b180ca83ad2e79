import type { OrganisationDocument } from '../../../projections/organisation/document.js';
import { perComponent, type PerComponent } from '../../measures/components.js';
import { type Sums, weightTable } from '../../measures/tallies.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';
import { columnsOf, type ScoreColumns, sumColumns } from './score-columns.js';
import { talliesIn } from './tallies.js';

/** How many days and half-lives are kept of one state of the organisation: a chart asks for a hundred or so at once. */
const SUMS_KEPT = 512;

/** Day tallies of everybody's trials, month by month: about a hundred small documents for ten years. */
export class OrganisationTallies {
  private readonly known = new Map<string, PerComponent<Sums>>();
  private readonly columns: PerComponent<ScoreColumns>;

  private constructor(private readonly months: ReadonlyMap<string, OrganisationDocument>) {
    const all = [...months.values()];
    this.columns = perComponent((component) => columnsOf(all.flatMap(({ components }) => [...talliesIn(components[component])])));
  }

  static async read(reader: ViewReader): Promise<OrganisationTallies> {
    const months = new Map<string, OrganisationDocument>();
    for await (const document of readAll<OrganisationDocument>(reader, { view: 'organisation', filter: {} })) {
      months.set(document.month, document);
    }
    return new OrganisationTallies(months);
  }

  /** The same with these months as they are now. */
  with(keys: readonly string[], documents: ReadonlyMap<string, OrganisationDocument>): OrganisationTallies {
    const months = new Map(this.months);
    for (const key of keys) months.delete(key);
    for (const document of documents.values()) months.set(document.month, document);
    return new OrganisationTallies(new Map([...months].sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  /** The sums over whole days up to `lastDay`, aged to a day under half-lives. */
  sums(lastDay: number, day: number, halfLifeDays: PerComponent<number>): PerComponent<Sums> {
    const key = `${lastDay} ${day} ${JSON.stringify(halfLifeDays)}`;
    let sums = this.known.get(key);
    if (!sums) {
      sums = perComponent((component) => {
        const columns = this.columns[component];
        return sumColumns(columns, lastDay, day, weightTable(halfLifeDays[component], day - (columns.days[0] ?? day)), undefined);
      });
      if (this.known.size >= SUMS_KEPT) this.known.clear();
      this.known.set(key, sums);
    }
    return sums;
  }
}
