import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { AuditDocument } from '../../../projections/audits/document.js';
import { AskedOf } from '../asked-of.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';

/** The audits, the latest pinned first. */
export class ListAudits extends AskedOf<Page<AuditDocument>> {
  constructor(
    reader: ViewReader,
    readonly page: PageArgs,
  ) {
    super(reader);
  }
}

@QueryHandler(ListAudits)
export class ListAuditsHandler implements IQueryHandler<ListAudits> {
  execute({ reader, page }: ListAudits): Promise<Page<AuditDocument>> {
    return paginate(reader, { view: 'audits', filter: {}, orderBy: 'pinnedAt', descending: true }, page);
  }
}
