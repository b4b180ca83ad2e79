import { Injectable } from '@nestjs/common';
import type { BenchmarkDocument } from '../../projections/benchmarks/projection.js';
import type { InstrumentDocument } from '../../projections/instruments/projection.js';
import type { SurveyDocument, SurveyItemCounts } from '../../projections/surveys/projection.js';
import type { Settings } from '../../projections/trials/settings.js';
import { mean, sum } from '../measures/proportions.js';
import { DatedSettings } from './dated-settings.js';
import { PLAIN, type Identities } from './identity/identities.js';
import { mapPage, type Page, type PageArgs } from './paging/page.js';
import { paginate } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';
import { where } from './where.js';

/** What may be shown of a survey, and nothing else of its counts. */
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
  /** NOT_CLOSED: two results of an open survey, a day apart, would tell what the few said who answered in between. */
  readonly publication: 'PUBLISHED' | 'SUPPRESSED' | 'NOT_CLOSED';
  /** Null unless published, as is all below. */
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
 * A survey as it may be shown: % positive of the valid answers (SOPS, S26), from the smallest group on that was in force at its closing, once it
 * is closed. The view counts nothing that is added or taken back after that, so there is one result and nothing to subtract it from. How many
 * answered each question is not told and percentages are whole: the difference to the respondents would be a cell of a few people.
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
 * The positive share of the valid answers, as the nearest one that all respondents together could have given: else 4 of 5 beside six respondents
 * would tell that one of them skipped the question. Null where fewer people than the smallest group gave a valid answer.
 */
function percentPositive({ counts, positive }: SurveyItemCounts, respondents: number, smallestGroup: number): number | null {
  const valid = sum(counts);
  if (valid < smallestGroup) return null;
  return Math.round((100 * Math.round((respondents * positive) / valid)) / respondents);
}

/** A composite is the mean of its questions, as they are shown, if all of them are. */
function meanOf(percents: readonly (number | null)[]): number | null {
  return percents.length === 0 || percents.includes(null) ? null : mean(percents as readonly number[]);
}

const shown = (percent: number | null) =>
  percent === null
    ? ({ state: 'SUPPRESSED', percentPositive: null } as const)
    : ({ state: 'SHOWN', percentPositive: Math.round(percent) } as const);

/** The surveys, the latest period first, as they may be shown. */
@Injectable()
export class ListSurveys {
  constructor(private readonly settings: DatedSettings) {}

  async execute(
    reader: ViewReader,
    { departmentId, ...equal }: { readonly state?: string; readonly departmentId?: string; readonly instrumentId?: string },
    page: PageArgs,
    identities: Identities = PLAIN,
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

/** As the document, with `value` in the source's own unit. */
export type Benchmark = BenchmarkDocument;

/** Figures of others, by source. Nothing is added up, and no number of ours is part of them. */
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

  /** What others reach in what a composite of ours is about: figures whose item is its name or its id, the latest period first. */
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
