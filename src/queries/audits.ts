import { Injectable } from '@nestjs/common';
import type { AuditDocument } from '../../projections/audits/projection.js';
import { DatedSettings } from './dated-settings.js';
import { mapPage, type Page, type PageArgs } from './paging/page.js';
import { paginate } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';

/** An audit on record. */
export interface PinnedAudit extends AuditDocument {
  /** The time zone of its days, months and quarters: the organisation's zone as known at the audit's position. */
  readonly zone: string;
}

/**
 * Finds an audit by id; null when there is none. If two organisations have audits with the same id, the first organisation's
 * is returned.
 */
@Injectable()
export class FindAudit {
  constructor(private readonly settings: DatedSettings) {}

  async execute(reader: ViewReader, auditId: string): Promise<PinnedAudit | null> {
    const [found] = await reader.find<AuditDocument>('audits', { where: { auditId }, limit: 1 });
    if (!found) return null;
    const { document } = found;
    return { ...document, zone: (await this.settings.of(reader)).zoneKnownAt(document.position) };
  }
}

/** Lists the audits, the latest pinned first. */
@Injectable()
export class ListAudits {
  constructor(private readonly settings: DatedSettings) {}

  async execute(reader: ViewReader, page: PageArgs): Promise<Page<PinnedAudit>> {
    const listing = { view: 'audits', filter: {}, orderBy: 'pinnedAt', descending: true };
    const audits = await paginate<AuditDocument>(reader, listing, page);
    const settings = await this.settings.of(reader);
    return mapPage(audits, (audit) => ({ ...audit, zone: settings.zoneKnownAt(audit.position) }));
  }
}
