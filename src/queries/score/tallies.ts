import type { Tallies } from '../../../projections/kit/year-counts.js';
import type { Counted, Counts } from '../../../projections/trials/counts.js';
import type { MonthDocument } from '../../../projections/trials/documents.js';
import { perComponent, type Component, type PerComponent } from '../../domain/components.js';
import { weightTable, type Tally, type DecayedSums, type Sums } from '../../measures/tallies.js';
import { readAll } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';

/** The counts of a pair, or of several pairs that are read as one; see `Counts`. */
export interface CountedPair {
  readonly components: Counts['days'];
  readonly corrections: Counts['corrections'];
}

/** Limits which trials count: whole days, corrections of settled verdicts, and the single trials of a day that is not over. */
export interface UpTo {
  readonly lastDay: number;
  /** Corrections recorded after this moment do not apply. */
  readonly correctedUpTo: string;
  readonly rest?: Tally | undefined;
}

/** Day tallies in the form that the formulas take, ordered by day. */
export function* talliesIn(years: Tallies): Iterable<Tally> {
  for (const { days, successes, trials } of years) {
    for (const [index, d] of days.entries()) yield { d, s: successes[index]!, n: trials[index]! };
  }
}

/** The day tallies as of a moment, ordered by day; the rest of a day that is not over comes last. */
export function talliesAsOf(
  { components, corrections }: CountedPair,
  counted: Counted,
  { lastDay, correctedUpTo, rest }: UpTo,
): Iterable<Tally> {
  const applying = corrections.filter((one) => one.counted === counted && one.day <= lastDay && one.from <= correctedUpTo);
  const tallies = applying.length === 0 ? talliesIn(components[counted]) : correctedTallies(components[counted], applying);
  return cutTallies(tallies, lastDay, rest);
}

/** The tallies of days up to `lastDay`, then the trials that count so far on the day after it. */
export function* cutTallies(tallies: Iterable<Tally>, lastDay: number, rest: Tally | undefined): Iterable<Tally> {
  for (const tally of tallies) if (tally.d <= lastDay) yield tally;
  if (rest) yield rest;
}

/** Each day occurs once. */
function correctedTallies(years: Tallies, corrections: Counts['corrections']): readonly Tally[] {
  const byDay = new Map<number, { d: number; s: number; n: number }>();
  const add = (d: number, s: number, n: number) => {
    const sum = byDay.get(d) ?? { d, s: 0, n: 0 };
    sum.s += s;
    sum.n += n;
    byDay.set(d, sum);
  };
  for (const { d, s, n } of talliesIn(years)) add(d, s, n);
  for (const { day, successes, trials } of corrections) add(day, successes, trials);
  return [...byDay.values()].filter(({ s, n }) => s !== 0 || n !== 0).sort((a, b) => a.d - b.d);
}

/** Day tallies in typed columns, ordered by day: millions of them are summed in milliseconds. */
interface ScoreColumns {
  readonly days: Int32Array;
  readonly successes: Int32Array;
  readonly trials: Int32Array;
}

/** The tallies as columns, in the given order, which must be that of the days. */
export function columnsOf(tallies: Iterable<Tally>): ScoreColumns {
  const all = [...tallies];
  return {
    days: Int32Array.from(all, ({ d }) => d),
    successes: Int32Array.from(all, ({ s }) => s),
    trials: Int32Array.from(all, ({ n }) => n),
  };
}

type Corrected = Pick<UpTo, 'lastDay' | 'correctedUpTo'>;

/** A component's columns as of a moment: the same object as long as no correction of it lies between. */
export interface CountedColumns {
  of(component: Component, correctedUpTo: string): ScoreColumns;
}

/**
 * The columns of several documents' summed counts. Corrections are few, so the columns are cached for each number of them
 * that applies.
 */
export function correctedColumns(documents: readonly Pick<Counts, 'days' | 'corrections'>[]): CountedColumns {
  const plain = new Map<string, ScoreColumns>();
  const corrected = new Map<string, ScoreColumns>();
  const corrections = documents.flatMap((one) => one.corrections);
  const years = (component: Component) => documents.flatMap(({ days }) => days[component]);
  const appliedBy = (component: Component, correctedUpTo: string) =>
    corrections.filter(({ counted, from }) => counted === component && from <= correctedUpTo);
  return {
    of(component, correctedUpTo) {
      const applying = corrections.length === 0 ? corrections : appliedBy(component, correctedUpTo);
      const cache = applying.length === 0 ? plain : corrected;
      const name = applying.length === 0 ? component : `${component} ${applying.length}`;
      let columns = cache.get(name);
      if (!columns) {
        const isPlain = applying.length === 0 && documents.length === 1;
        columns = columnsOf(isPlain ? talliesIn(years(component)) : correctedTallies(years(component), applying));
        cache.set(name, columns);
      }
      return columns;
    },
  };
}

/**
 * The same sums as `decayedSums` of the tallies up to `lastDay` followed by the rest, added in the same order. The results
 * are equal to the last digit, so that a ranking never contradicts the scores that it shows.
 */
export function sumColumns(
  { days, successes, trials }: ScoreColumns,
  lastDay: number,
  day: number,
  weights: readonly number[],
  rest: Tally | undefined,
): DecayedSums {
  // Local variables: the fields of an object would be boxed anew for each of millions of tallies.
  let good = 0;
  let information = 0;
  let succeeded = 0;
  let tried = 0;
  for (let index = 0; index < days.length && days[index]! <= lastDay; index++) {
    const w = weights[day - days[index]!]!;
    const s = successes[index]!;
    const n = trials[index]!;
    good += w * s;
    information += w * n;
    succeeded += s;
    tried += n;
  }
  const { s, n } = rest ?? NOTHING;
  return { successes: succeeded + s, trials: tried + n, good: good + s, information: information + n };
}

/** The rest belongs to the moment's own day, so its weight is 1. */
const NOTHING = { s: 0, n: 0 };

/**
 * The number of cached sums (by day and half-lives) for one state of the organisation: a chart asks for about a hundred at
 * once.
 */
const CACHED_SUMS = 512;

/** The day tallies of the whole organisation, month by month: about a hundred small documents for ten years. */
export class OrganisationTallies {
  private readonly cache = new Map<string, PerComponent<Sums>>();
  private readonly counted: CountedColumns;
  /** The moments at which corrections of settled verdicts were recorded, in order. */
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

  /** A copy in which these months are replaced by their present documents. */
  with(keys: readonly string[], documents: ReadonlyMap<string, MonthDocument>): OrganisationTallies {
    const months = new Map(this.months);
    for (const key of keys) months.delete(key.slice(key.indexOf(':') + 1));
    for (const document of documents.values()) months.set(document.month, document);
    return new OrganisationTallies(new Map([...months].sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  /**
   * The last moment up to the given one at which any settled verdict was corrected. Between two such moments all numbers are
   * the same.
   */
  lastCorrectionBy(moment: string): string {
    return this.corrections.findLast((from) => from <= moment) ?? '';
  }

  /** A component's day tallies, including the corrections recorded up to a moment. */
  columns(component: Component, correctedUpTo: string): ScoreColumns {
    return this.counted.of(component, correctedUpTo);
  }

  /** The sums over whole days up to `lastDay`, decayed to a day with these half-lives. */
  sums({ lastDay, correctedUpTo }: Corrected, day: number, halfLifeDays: PerComponent<number>): PerComponent<Sums> {
    const key = `${lastDay} ${correctedUpTo} ${day} ${JSON.stringify(halfLifeDays)}`;
    let sums = this.cache.get(key);
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
      if (this.cache.size >= CACHED_SUMS) this.cache.clear();
      this.cache.set(key, sums);
    }
    return sums;
  }
}
