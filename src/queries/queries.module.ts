import { Module } from '@nestjs/common';
import { EventHistory } from './events/event-history.js';
import { QUERY_SERVICES } from './services.js';

/** The services that answer questions. They need PROJECTION_STATUS, VIEWS and EVENT_LOG, which are provided globally. */
@Module({ providers: [...QUERY_SERVICES, EventHistory], exports: [...QUERY_SERVICES, EventHistory] })
export class QueriesModule {}
