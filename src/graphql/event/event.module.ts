import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { EventResolver, TrialResolver, EVENT_RESOLVERS } from './event.resolver.js';

@Module({
  imports: [QueriesModule],
  providers: [EventResolver, TrialResolver, ...EVENT_RESOLVERS],
})
export class EventModule {}
