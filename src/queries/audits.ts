import { Injectable } from '@nestjs/common';
import type { AuditDocument } from '../../projections/audits/projection.js';
import type { ZoneFrom } from '../../projections/kit/days.js';
import type { Settings } from '../../projections/trials/settings.js';
import { DatedSettings } from './dated-settings.js';
import { justBefore } from './days.js';
import { mapPage, type Page, type PageArgs } from './paging/page.js';
import { paginate } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';

/** An audit on record. */
export interface PinnedAudit extends AuditDocument {
  /** The zones by which the organisation's days begin, as known at the audit's position (see `Days`). */
  readonly zones: readonly ZoneFrom[];
  /** The time zone of the last of its days. */
  readonly zone: string;
}

function pinned(audit: AuditDocument, settings: Settings): PinnedAudit {
  const days = settings.daysKnownAt(audit.position);
  return { ...audit, zones: days.zones, zone: days.zoneAt(justBefore(audit.until)) };
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
    return pinned(document, await this.settings.of(reader));
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
    return mapPage(audits, (audit) => pinned(audit, settings));
  }
}
