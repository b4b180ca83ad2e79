import { Module } from '@nestjs/common';
import { QueriesModule } from '../queries/queries.module.js';
import { RunAudit } from './audit/run-audit.js';

/** Audits. They need VIEWS, and AUDIT_COMPUTER where they are not computed here, which are provided globally. */
@Module({ imports: [QueriesModule], providers: [RunAudit], exports: [RunAudit] })
export class HistoryModule {}
