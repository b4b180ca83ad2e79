import { Injectable } from '@nestjs/common';
import type { PoliciesDocument } from '../../../projections/policies/projection.js';
import { type ControlChart, controlChart } from '../../measures/chart.js';
import type { Component } from '../../measures/components.js';
import { type Bucket, periodSeries } from '../../measures/periods.js';
import { type Trend, trendOf } from '../../measures/trend.js';
import { DatedSettings } from '../dated-settings.js';
import { Days } from '../days.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { readAll } from '../paging/read-all.js';
import type { Pairs } from '../relationship/pairs-tallies.js';
import type { ViewReader } from '../view-reader.js';
import { byBucket, seriesTallies } from './shown-words.js';

/** Somebody's recorded judgement that a measure now moves around another level. */
export type Rebasing = PoliciesDocument['rebasings'][number];

export interface MeasureSeries {
  /** Its points are those asked for; its limits rest on all whole periods up to the end. */
  readonly chart: ControlChart;
  /** Of the last stretch between re-basings; null with fewer than ten full periods in it. */
  readonly trend: Trend | null;
  readonly rebasings: readonly Rebasing[];
  /** How far it reaches: the first moment that is in no period of the answer. Null without any period. */
  readonly until: string | null;
  /** The organisation's days, that the periods are made of. */
  readonly days: Days;
  /** Of what people said, how many words are in no number of a period, by its index: too few people said them. */
  readonly withheld: ReadonlyMap<number, number>;
}
export interface SeriesQuestion extends Pairs {
  readonly measure: Component;
  /** The first period shown begins here or later; absent: with the first trial. */
  readonly from?: string;
  /** Exclusive. A period that it cuts is left out. */
  readonly to: string;
  readonly bucket: Bucket;
}

/**
 * Question 7: is this month's dip real? Plain proportions of whole calendar periods, never the half-life score: of a pair, of a team, of a
 * department or, without either, of the organisation. Only periods count that were over by `to` and by now. (docs/measures.md, "Is it real?")
 */
@Injectable()
export class AskMeasureSeries {
  constructor(private readonly settings: DatedSettings) {}

  async execute(
    reader: ViewReader,
    question: SeriesQuestion,
    now: string,
    identities: Identities = PLAIN,
  ): Promise<MeasureSeries> {
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

/** The re-basings of a measure, as far as they are about exactly this relationship: a sum over several has a level of its own. */
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
