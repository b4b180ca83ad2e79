import { Injectable } from '@nestjs/common';
import type { BenchmarkDocument } from '../../projections/benchmarks/projection.js';
import type { InstrumentDocument } from '../../projections/instruments/projection.js';
import type { SurveyDocument, SurveyItemCounts } from '../../projections/surveys/projection.js';
import type { Settings } from '../../projections/trials/settings.js';
import { mean, sum } from '../measures/proportions.js';
import { DatedSettings } from './dated-settings.js';
import type { Identities } from './identity/identities.js';
import { mapPage, type Page, type PageArgs } from './paging/page.js';
import { paginate } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';
import { where } from './where.js';

/** The part of a survey that may be shown. No other counts of it are exposed. */
export interface SurveyResult extends Pick<
  SurveyDocument,
  | 'surveyId'
  | 'instrumentId'
  | 'departmentId'
  | 'teamId'
  | 'from'
  | 'until'
  | 'state'
  | 'openedAt'
  | 'closedAt'
  | 'eligible'
  | 'invited'
> {
  /** NOT_CLOSED: two results of an open survey, a day apart, would reveal what the few people said who answered in between. */
  readonly publication: 'PUBLISHED' | 'SUPPRESSED' | 'NOT_CLOSED';
  /** Null unless published; the same holds for all fields below. */
  readonly respondents: number | null;
  /** respondents / eligible. */
  readonly responseRate: number | null;
  readonly items: readonly ItemResult[];
  readonly composites: readonly CompositeResult[];
}
export interface ItemResult {
  readonly itemId: string;
  readonly state: 'SHOWN' | 'SUPPRESSED';
  /** Whole percents. */
  readonly percentPositive: number | null;
}
export interface CompositeResult {
  readonly compositeId: string;
  readonly name: string;
  readonly state: 'SHOWN' | 'SUPPRESSED';
  readonly percentPositive: number | null;
}

/**
 * A survey as it may be shown: % positive of the valid answers (SOPS, S26), once the survey is closed and at least the
 * smallest group in force at its closing has answered. The view ignores answers that are added or withdrawn after closing, so
 * there is one result and nothing to subtract it from. The number of answers per question is not shown and percentages are
 * whole, because the difference to the respondents would be a cell of a few people.
 */
export function surveyResult(survey: SurveyDocument, settings: Settings): SurveyResult {
  const { surveyId, instrumentId, departmentId, teamId, from, until, state, openedAt, closedAt, eligible, invited } = survey;
  const about = { surveyId, instrumentId, departmentId, teamId, from, until, state, openedAt, closedAt, eligible, invited };
  const { smallestGroup } = settings.organisation(closedAt ?? until);
  if (state !== 'CLOSED' || survey.respondents < smallestGroup) {
    const publication = state === 'CLOSED' ? 'SUPPRESSED' : 'NOT_CLOSED';
    return { ...about, publication, respondents: null, responseRate: null, items: [], composites: [] };
  }
  const percents = new Map(survey.items.map((item) => [item.itemId, percentPositive(item, survey.respondents, smallestGroup)]));
  return {
    ...about,
    publication: 'PUBLISHED',
    respondents: survey.respondents,
    responseRate: eligible > 0 ? survey.respondents / eligible : null,
    items: survey.items.map(({ itemId }) => ({ itemId, ...shown(percents.get(itemId) ?? null) })),
    composites: survey.composites.map(({ compositeId, name, itemIds }) => ({
      compositeId,
      name,
      ...shown(meanOf(itemIds.map((itemId) => percents.get(itemId) ?? null))),
    })),
  };
}

/**
 * The positive share of the valid answers, rounded to the nearest share that all respondents together could have given.
 * Otherwise 4 of 5 next to six respondents would reveal that one of them skipped the question. Null when fewer people than
 * the smallest group gave a valid answer.
 */
function percentPositive({ counts, positive }: SurveyItemCounts, respondents: number, smallestGroup: number): number | null {
  const valid = sum(counts);
  if (valid < smallestGroup) return null;
  return Math.round((100 * Math.round((respondents * positive) / valid)) / respondents);
}

/** The mean of the questions' percentages as they are shown; null unless all of them are shown. */
function meanOf(percents: readonly (number | null)[]): number | null {
  return percents.length === 0 || percents.includes(null) ? null : mean(percents as readonly number[]);
}

const shown = (percent: number | null) =>
  percent === null
    ? ({ state: 'SUPPRESSED', percentPositive: null } as const)
    : ({ state: 'SHOWN', percentPositive: Math.round(percent) } as const);

/** The surveys as they may be shown, the latest period first. */
@Injectable()
export class ListSurveys {
  constructor(private readonly settings: DatedSettings) {}

  async execute(
    reader: ViewReader,
    { departmentId, ...equal }: { readonly state?: string; readonly departmentId?: string; readonly instrumentId?: string },
    page: PageArgs,
    identities: Identities,
  ): Promise<Page<SurveyResult>> {
    const filter = identities.covered({ departmentId }).map((sides) => where({ ...equal, ...sides }));
    const listing = { view: 'surveys', filter, orderBy: 'until', descending: true };
    const settings = await this.settings.of(reader);
    return mapPage(await paginate<SurveyDocument>(reader, listing, page), (survey) => surveyResult(survey, settings));
  }
}

/** The register of questionnaires, by name. */
@Injectable()
export class ListInstruments {
  execute(reader: ViewReader, page: PageArgs): Promise<Page<InstrumentDocument>> {
    return paginate(reader, { view: 'instruments', filter: {}, orderBy: 'name' }, page);
  }
}

/** The document, with `value` in the source's own unit. */
export type Benchmark = BenchmarkDocument;

/** External benchmark figures, by source. They are not added up, and do not include any of our own numbers. */
@Injectable()
export class ListBenchmarks {
  async execute(
    reader: ViewReader,
    filter: { readonly source?: string; readonly item?: string; readonly period?: string },
    page: PageArgs,
  ): Promise<Page<Benchmark>> {
    return inItsUnit(
      await paginate<BenchmarkDocument>(reader, { view: 'benchmarks', filter: where(filter), orderBy: 'source' }, page),
    );
  }

  /** The external figures for one of our composites, the latest period first: those whose item is the composite's name or id. */
  async beside(
    reader: ViewReader,
    { name, compositeId }: { readonly name: string; readonly compositeId: string },
    page: PageArgs,
  ): Promise<Page<Benchmark>> {
    const filter = [...new Set([name, compositeId])].map((item) => where({ item }));
    return inItsUnit(
      await paginate<BenchmarkDocument>(reader, { view: 'benchmarks', filter, orderBy: 'period', descending: true }, page),
    );
  }
}

const inItsUnit = (page: Page<BenchmarkDocument>): Page<Benchmark> =>
  mapPage(page, (figure) => ({ ...figure, value: figure.value / 100 }));
