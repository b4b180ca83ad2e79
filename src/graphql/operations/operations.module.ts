import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { DemoResolver } from './demo.resolver.js';
import { StatusResolver } from './status.resolver.js';

@Module({
  imports: [QueriesModule],
  providers: [DemoResolver, StatusResolver],
})
export class OperationsModule {}
