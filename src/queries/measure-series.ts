import { Injectable } from '@nestjs/common';
import type { PoliciesDocument } from '../../projections/policies/projection.js';
import { ratingVerdicts } from '../../projections/trials/agreements.js';
import type { Settings } from '../../projections/trials/settings.js';
import type { RatingFacts } from '../../projections/trials/sources.js';
import { controlChart, type ControlChart } from '../measures/chart.js';
import type { Component } from '../domain/components.js';
import { bucketOf, firstDayOf, periodSeries, type Bucket } from '../measures/periods.js';
import type { Tally } from '../measures/tallies.js';
import { trendOf, type Trend } from '../measures/trend.js';
import { DatedSettings } from './dated-settings.js';
import { Days, justBefore } from './days.js';
import type { Identities } from './identity/identities.js';
import { readAll } from './paging/paginate.js';
import { pairsTallies, type Pairs } from './relationship/pairs-tallies.js';
import type { ViewReader } from './view-reader.js';
import { where } from './where.js';

/** The ratings that a series may show. */
export interface ShownWords {
  readonly tallies: readonly Tally[];
  /** The number of ratings that are in no number, by the month (see `bucketOf`) in which they were given. */
  readonly withheld: ReadonlyMap<number, number>;
}

/** The tallies of a measure's series: everything that counts, but of ratings only what may be shown. */
export async function seriesTallies(
  reader: ViewReader,
  pairs: Pairs,
  measure: Component,
  settings: Settings,
  identities: Identities,
  now: string,
): Promise<ShownWords> {
  // For a caller who may not see single ratings, the reader's tallies consist of groups of people already, as in the scores.
  const showsRatings = reader.showsRatingsOf?.(pairs.teamId) ?? true;
  if (measure === 'treatment' && showsRatings) return shownWords(reader, pairs, settings, identities, now);
  return { tallies: await pairsTallies(reader, pairs, measure, identities, now), withheld: new Map() };
}

/** Sums the withheld ratings of months into those of months or quarters. */
export function byBucket(withheld: ShownWords['withheld'], bucket: Bucket): ShownWords['withheld'] {
  const all = new Map<number, number>();
  for (const [month, words] of withheld) {
    const index = bucketOf(firstDayOf(month, 'MONTH'), bucket);
    all.set(index, (all.get(index) ?? 0) + words);
  }
  return all;
}

/** One person's rating of a pair in a month: the last one given, as in the score. */
interface Word {
  readonly person: string;
  readonly day: number;
  readonly success: boolean;
}
type ByMonth<T> = Map<number, T>;

/**
 * The ratings of these pairs in groups of people. Each group has at least as many people as the smallest group in force at
 * the month's end: first a pair's month; then, of the remaining ratings, a department's month; then, of those still
 * remaining, the organisation's month. No two groups share a rating, and every number is a sum of whole groups: for a pair or
 * a team of the first kind only, for a department also of the second, for the organisation of all three. A quarter is the sum
 * of its months. So any difference of numbers (a total minus its parts, a quarter minus its months) also consists of groups
 * of enough people. (docs/decisions/0018-ratings-in-whole-groups.md)
 * @param now ratings given later are left out
 */
export async function shownWords(
  reader: ViewReader,
  pairs: Pairs,
  settings: Settings,
  identities: Identities,
  now: string,
): Promise<ShownWords> {
  const days = new Days(settings.zone);
  const enough = (month: number, words: readonly Word[]) => {
    const end = justBefore(days.start(firstDayOf(month + 1, 'MONTH')));
    return new Set(words.map(({ person }) => person)).size >= settings.organisation(end).smallestGroup;
  };
  const shown: Word[] = [];
  /** Shows the groups that are large enough, and returns the others. */
  const leftOf = (groups: Iterable<ByMonth<Word[]>>): ByMonth<Word[]> => {
    const left: ByMonth<Word[]> = new Map();
    for (const group of groups) {
      for (const [month, words] of group) {
        if (enough(month, words)) shown.push(...words);
        else left.set(month, [...(left.get(month) ?? []), ...words]);
      }
    }
    return left;
  };

  const departments = new Map<string, ByMonth<Word[]>[]>();
  for (const said of (await wordsOfPairs(reader, pairs, identities, days, now)).values()) {
    departments.set(said.departmentId, [...(departments.get(said.departmentId) ?? []), said.words]);
  }
  let left = [...departments.values()].map(leftOf);
  if (pairs.teamId === undefined) left = left.map((one) => leftOf([one]));
  const rest = pairs.teamId === undefined && pairs.departmentId === undefined ? leftOf([together(left)]) : together(left);
  return {
    tallies: shown.map(({ day, success }) => ({ d: day, s: success ? 1 : 0, n: 1 })),
    withheld: new Map([...rest].map(([month, words]) => [month, words.length])),
  };
}

function together(groups: readonly ByMonth<Word[]>[]): ByMonth<Word[]> {
  const all: ByMonth<Word[]> = new Map();
  for (const group of groups) for (const [month, words] of group) all.set(month, [...(all.get(month) ?? []), ...words]);
  return all;
}

/**
 * The ratings by pair, under the ids at the time of rating: a merger does not combine groups.
 * (docs/decisions/0018-ratings-in-whole-groups.md)
 */
async function wordsOfPairs(reader: ViewReader, pairs: Pairs, identities: Identities, days: Days, now: string) {
  const all = new Map<string, { readonly departmentId: string; readonly words: ByMonth<Word[]> }>();
  const monthOf = (moment: string) => String(bucketOf(days.of(moment), 'MONTH'));
  for (const covered of identities.covered(pairs)) {
    const listing = { view: 'trials', filter: where({ kind: 'RATINGS', ...covered }) };
    for await (const { teamId, departmentId, respondentRef: person, ratings } of readAll<RatingFacts>(reader, listing)) {
      const pair = `${teamId}.${departmentId}`;
      const { words } = all.get(pair) ?? { words: new Map<number, Word[]>() };
      all.set(pair, { departmentId, words });
      for (const { at, success, until } of ratingVerdicts(
        ratings.filter((rating) => rating.at <= now),
        monthOf,
      )) {
        if (until !== undefined) continue;
        const month = Number(monthOf(at));
        words.set(month, [...(words.get(month) ?? []), { person, day: days.of(at), success }]);
      }
    }
  }
  return all;
}

/** A recorded judgement that a measure has moved to another level. */
export type Rebasing = PoliciesDocument['rebasings'][number];

export interface MeasureSeries {
  /** Its points are those of the requested period; its limits are computed from all whole periods up to the end. */
  readonly chart: ControlChart;
  /** The trend since the last re-basing; null with fewer than ten full periods. */
  readonly trend: Trend | null;
  readonly rebasings: readonly Rebasing[];
  /** The end of the last period in the answer; null without any period. */
  readonly until: string | null;
  /** The organisation's days, of which the periods consist. */
  readonly days: Days;
  /** By the index of a period: the number of ratings that are in none of its numbers, because too few people gave them. */
  readonly withheld: ReadonlyMap<number, number>;
}
export interface SeriesQuestion extends Pairs {
  readonly measure: Component;
  /** The first period shown begins here or later; when absent, with the first trial. */
  readonly from?: string;
  /** Exclusive. A period that extends beyond it is left out. */
  readonly to: string;
  readonly bucket: Bucket;
}

/**
 * Question 7: is this month's dip real? Observed proportions of whole calendar periods, never the decayed score, for a pair, a
 * team, a department or the whole organisation. Only periods that ended by `to` and by now count (docs/measures.md, "Is it
 * real?").
 */
@Injectable()
export class AskMeasureSeries {
  constructor(private readonly settings: DatedSettings) {}

  async execute(reader: ViewReader, question: SeriesQuestion, now: string, identities: Identities): Promise<MeasureSeries> {
    const { measure, from, to, bucket, teamId, departmentId } = question;
    const settings = await this.settings.of(reader);
    const [{ tallies, withheld }, rebasings] = await Promise.all([
      seriesTallies(reader, { teamId, departmentId }, measure, settings, identities, now),
      rebasingsOf(reader, measure, { teamId, departmentId }),
    ]);
    const days = new Days(settings.zone);
    const series = periodSeries(tallies, Math.min(days.of(to) - 1, days.lastOver(now)), bucket);
    const rebasedAt = rebasings.map(({ at }) => days.of(at));
    const chart = controlChart(series, rebasedAt);
    const firstDay = from === undefined ? -Infinity : days.after(from);
    const points = chart.points.filter((point) => point.firstDay >= firstDay);
    const last = points.at(-1);
    return {
      chart: { ...chart, points },
      trend: trendOf(chart.current),
      rebasings,
      until: last ? days.start(last.lastDay + 1) : null,
      days,
      withheld: byBucket(withheld, bucket),
    };
  }
}

/** The re-basings of a measure for exactly this relationship: a sum over several relationships has a level of its own. */
async function rebasingsOf(reader: ViewReader, measure: string, { teamId, departmentId }: Pairs): Promise<readonly Rebasing[]> {
  const found: Rebasing[] = [];
  for await (const { rebasings } of readAll<PoliciesDocument>(reader, { view: 'policies', filter: {} })) {
    found.push(
      ...rebasings.filter(
        (one) => one.measure.toLowerCase() === measure && one.teamId === teamId && one.departmentId === departmentId,
      ),
    );
  }
  return found;
}
