import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { Component } from '../../measures/score/components.js';
import type { Bucket } from '../../measures/trend/calendar.js';
import { type ControlChart, controlChart } from '../../measures/trend/control-chart.js';
import { type MannKendall, mannKendall } from '../../measures/trend/mann-kendall.js';
import { theilSen } from '../../measures/trend/theil-sen.js';
import { periodSeries } from '../../measures/trend/undecayed-series.js';
import { AskedOf } from '../asked-of.js';
import { dayAfter, dayOf, lastDayOver } from '../days.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { type Pairs, pairsTallies } from '../relationship/pairs-tallies.js';
import type { ViewReader } from '../view-reader.js';
import { type Rebasing, rebasingsOf } from './rebasings.js';

export interface MeasureSeries {
  readonly chart: ControlChart;
  /** Null with fewer than ten periods. */
  readonly trend: MannKendall | null;
  /** Change of the proportion a period. */
  readonly slope: number | null;
  readonly rebasings: readonly Rebasing[];
}
export interface SeriesQuestion extends Pairs {
  readonly measure: Component;
  /** The first period that may count begins here or later; absent: with the first trial. */
  readonly from?: string;
  /** Exclusive. */
  readonly to: string;
  readonly bucket: Bucket;
}

/**
 * Question 7: is this month's dip real? Plain proportions of whole months, never the half-life score. Only periods count that were over by `to`
 * and by now. Null where there is too little for an honest chart.
 */
export class AskMeasureSeries extends AskedOf<MeasureSeries | null> {
  constructor(
    reader: ViewReader,
    readonly question: SeriesQuestion,
    readonly now: string,
    readonly identities: Identities = PLAIN,
  ) {
    super(reader);
  }
}

@QueryHandler(AskMeasureSeries)
export class AskMeasureSeriesHandler implements IQueryHandler<AskMeasureSeries> {
  async execute({ reader, question, now, identities }: AskMeasureSeries): Promise<MeasureSeries | null> {
    const { measure, from, to, bucket, teamId, departmentId } = question;
    const [tallies, rebasings] = await Promise.all([
      pairsTallies(reader, { teamId, departmentId }, measure, identities),
      rebasingsOf(reader, measure, { teamId, departmentId }),
    ]);
    const lastDay = Math.min(dayOf(to) - 1, lastDayOver(now));
    const series = periodSeries(tallies, from === undefined ? 0 : dayAfter(from), lastDay, bucket);
    if (series === null) return null;
    const chart = controlChart(series, { good: 'HIGH', rebasedAt: rebasings.map(({ at }) => dayOf(at)) });
    return { chart, trend: mannKendall(series), slope: theilSen(series), rebasings };
  }
}
