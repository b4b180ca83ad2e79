import { Injectable } from '@nestjs/common';
import type { AuditDocument } from '../../projections/audits/projection.js';
import type { Page, PageArgs } from './paging/page.js';
import { paginate } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';

/** The audit of this id; null: there is none. Of two organisations' with one id, that of the organisation which comes first. */
@Injectable()
export class FindAudit {
  async execute(reader: ViewReader, auditId: string): Promise<AuditDocument | null> {
    const [found] = await reader.find<AuditDocument>('audits', { where: { auditId }, limit: 1 });
    return found?.document ?? null;
  }
}

/** The audits, the latest pinned first. */
@Injectable()
export class ListAudits {
  execute(reader: ViewReader, page: PageArgs): Promise<Page<AuditDocument>> {
    return paginate(reader, { view: 'audits', filter: {}, orderBy: 'pinnedAt', descending: true }, page);
  }
}
