import { Module } from '@nestjs/common';
import { HistoryModule } from '../../history/history.module.js';
import { QueriesModule } from '../../queries/queries.module.js';
import { AuditJobResolver } from './audit-job.resolver.js';
import { AuditResolver } from './audit.resolver.js';

@Module({
  imports: [QueriesModule, HistoryModule],
  providers: [AuditJobResolver, AuditResolver],
})
export class AuditModule {}
