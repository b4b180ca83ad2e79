import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { ImportRunDocument } from '../../../projections/imports/document.js';
import { AskedOf } from '../asked-of.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';

/** Question 20: what was imported, the latest first. */
export class ListImportRuns extends AskedOf<Page<ImportRunDocument>> {
  constructor(
    reader: ViewReader,
    readonly page: PageArgs,
  ) {
    super(reader);
  }
}

@QueryHandler(ListImportRuns)
export class ListImportRunsHandler implements IQueryHandler<ListImportRuns> {
  execute({ reader, page }: ListImportRuns): Promise<Page<ImportRunDocument>> {
    return paginate(reader, { view: 'imports', filter: {}, orderBy: 'finishedAt', descending: true }, page);
  }
}
