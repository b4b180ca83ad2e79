import { Injectable } from '@nestjs/common';
import type { ImprovementDocument } from '../../projections/improvements/projection.js';
import { beforeAfter, type BeforeAfter } from '../measures/before-after.js';
import { COMPONENTS, type Component } from '../domain/components.js';
import { periodSeries } from '../measures/periods.js';
import { DatedSettings } from './dated-settings.js';
import { Days } from './days.js';
import type { Identities } from './identity/identities.js';
import { seriesTallies, type MeasureSeries } from './measure-series.js';
import type { Page, PageArgs } from './paging/page.js';
import { paginate } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';
import { where } from './where.js';

export interface Intervention {
  /** NO_MEASURE: it is judged by a measure of the organisation's own, for which there are no trials. */
  readonly state: 'ANALYSED' | 'NOT_DELIVERED' | 'NO_MEASURE' | 'NO_TRIALS';
  readonly measure: Component | null;
  /** When it was delivered, which splits the chart; null when it had not been delivered by the moment. */
  readonly at: string | null;
  readonly analysis: (BeforeAfter & Pick<MeasureSeries, 'days' | 'withheld'>) | null;
}

/** Question 16: did it change anything? Observed proportions before and after the delivery: a difference, not a cause. */
@Injectable()
export class AskIntervention {
  constructor(private readonly settings: DatedSettings) {}

  /**
   * @param improvement as of that moment, or later
   * @param asked overrides the measure that the improvement names
   * @param asOf only periods that had ended by then count
   */
  async execute(
    reader: ViewReader,
    { measureId, deliveredAt, teamId, departmentId }: Judged,
    asked: Component | undefined,
    asOf: string,
    identities: Identities,
  ): Promise<Intervention> {
    const measure = asked ?? componentNamed(measureId);
    const at = deliveredAt === null || deliveredAt > asOf ? null : deliveredAt;
    const about = { measure, at };
    // The measure is recorded when the improvement starts.
    const isMeasureKnown = measureId !== null || at !== null;
    if (measure === null && isMeasureKnown) return { ...about, state: 'NO_MEASURE', analysis: null };
    if (measure === null || at === null) return { ...about, state: 'NOT_DELIVERED', analysis: null };
    const settings = await this.settings.of(reader);
    const days = new Days(settings.zone);
    const { tallies, withheld } = await seriesTallies(reader, { teamId, departmentId }, measure, settings, identities, asOf);
    const series = periodSeries(tallies, days.lastOver(asOf), 'MONTH');
    if (series.periods.length === 0) return { ...about, state: 'NO_TRIALS', analysis: null };
    return { ...about, state: 'ANALYSED', analysis: { ...beforeAfter(series, days.of(at)), days, withheld } };
  }
}

type Judged = Pick<ImprovementDocument, 'measureId' | 'deliveredAt' | 'teamId' | 'departmentId'>;

const componentNamed = (measureId: string | null): Component | null =>
  COMPONENTS.find((component) => component === measureId?.toLowerCase()) ?? null;

export interface ImprovementFilter {
  readonly teamId?: string;
  readonly departmentId?: string;
  readonly state?: readonly string[];
  readonly origin?: string;
}

/** Lists the improvements, the latest proposed first. */
@Injectable()
export class ListImprovements {
  execute(
    reader: ViewReader,
    asked: ImprovementFilter,
    page: PageArgs,
    identities: Identities,
  ): Promise<Page<ImprovementDocument>> {
    const { teamId, departmentId, ...equal } = asked;
    const filter = identities.covered({ teamId, departmentId }).map((sides) => where({ ...equal, ...sides }));
    return paginate(reader, { view: 'improvements', filter, orderBy: 'proposedAt', descending: true }, page);
  }
}
