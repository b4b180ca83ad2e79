import { Injectable } from '@nestjs/common';
import type { ImportRunDocument } from '../../projections/imports/projection.js';
import type { Page, PageArgs } from './paging/page.js';
import { paginate } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';

/** Question 20: what was imported? The latest first. */
@Injectable()
export class ListImportRuns {
  execute(reader: ViewReader, page: PageArgs): Promise<Page<ImportRunDocument>> {
    return paginate(reader, { view: 'imports', filter: {}, orderBy: 'finishedAt', descending: true }, page);
  }
}
