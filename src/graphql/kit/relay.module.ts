import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { CONNECTION_RESOLVERS } from './connections.js';
import { NodeResolver, PageInfoResolver } from './node.resolver.js';

@Module({
  imports: [QueriesModule],
  providers: [...CONNECTION_RESOLVERS, NodeResolver, PageInfoResolver],
})
export class RelayModule {}
