import { Injectable } from '@nestjs/common';
import type { SurveyDocument } from '../../../projections/surveys/projection.js';
import { DatedSettings } from '../dated-settings.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { mapPage, type Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';
import { surveyResult, type SurveyResult } from './survey-result.js';

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
