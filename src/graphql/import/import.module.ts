import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { ImportResolver } from './import.resolver.js';

@Module({
  imports: [QueriesModule],
  providers: [ImportResolver],
})
export class ImportModule {}
