import 'reflect-metadata';
import { Module, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import { HISTORY_HANDLERS } from '../history/handlers.js';
import { QUERY_HANDLERS } from '../queries/handlers.js';
import { PROJECTION_STATUS } from '../queries/tokens.js';
import { NestLogger } from './nest-logger.js';
import type { Services } from './services.js';
import { ServicesModule } from './services.module.js';

@Module({})
class QueriesModule {}

/** The query bus over opened services, for as long as `use` runs: what the API asks, the shell asks in the same words. */
export const withQueries = <T>(services: Services, use: (queries: QueryBus) => Promise<T>): Promise<T> =>
  withBus({ imports: [ServicesModule.of(services)], providers: [...QUERY_HANDLERS, ...HISTORY_HANDLERS] }, use);

/** The query bus for questions that bring their reader with them: it needs nothing opened. */
export const withQuestions = <T>(use: (queries: QueryBus) => Promise<T>): Promise<T> =>
  withBus({ providers: [...QUERY_HANDLERS, { provide: PROJECTION_STATUS, useValue: {} }] }, use);

async function withBus<T>({ imports = [], providers = [] }: ModuleMetadata, use: (queries: QueryBus) => Promise<T>): Promise<T> {
  const context = await NestFactory.createApplicationContext(
    { module: QueriesModule, imports: [CqrsModule.forRoot(), ...imports], providers },
    { logger: new NestLogger(), abortOnError: false },
  );
  try {
    return await use(context.get(QueryBus));
  } finally {
    await context.close();
  }
}
