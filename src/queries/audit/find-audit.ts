import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { AuditDocument } from '../../../projections/audits/document.js';
import { AskedOf } from '../asked-of.js';
import type { ViewReader } from '../view-reader.js';

/** The audit of this id; null: there is none. Of two organisations' with one id, that of the organisation which comes first. */
export class FindAudit extends AskedOf<AuditDocument | null> {
  constructor(
    reader: ViewReader,
    readonly auditId: string,
  ) {
    super(reader);
  }
}

@QueryHandler(FindAudit)
export class FindAuditHandler implements IQueryHandler<FindAudit> {
  async execute({ reader, auditId }: FindAudit): Promise<AuditDocument | null> {
    const [found] = await reader.find<AuditDocument>('audits', { where: { auditId }, limit: 1 });
    return found?.document ?? null;
  }
}
