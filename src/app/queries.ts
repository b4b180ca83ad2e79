import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import { HISTORY_HANDLERS } from '../history/handlers.js';
import { QUERY_HANDLERS } from '../queries/handlers.js';
import { NestLogger } from './nest-logger.js';
import type { Services } from './services.js';
import { ServicesModule } from './services.module.js';

@Module({})
class QueriesModule {}

/** The query bus over opened services, for as long as `use` runs: what the API asks, the shell asks in the same words. */
export async function withQueries<T>(services: Services, use: (queries: QueryBus) => Promise<T>): Promise<T> {
  const context = await NestFactory.createApplicationContext(
    {
      module: QueriesModule,
      imports: [CqrsModule.forRoot(), ServicesModule.of(services)],
      providers: [...QUERY_HANDLERS, ...HISTORY_HANDLERS],
    },
    { logger: new NestLogger(), abortOnError: false },
  );
  try {
    return await use(context.get(QueryBus));
  } finally {
    await context.close();
  }
}
