import 'reflect-metadata';
import { Module, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { RunAudit } from '../history/audit/run-audit.js';
import { type Ask, askOf } from '../queries/ask.js';
import { QUERY_SERVICES } from '../queries/services.js';
import { PROJECTION_STATUS } from '../queries/tokens.js';
import { NestLogger } from './nest-logger.js';
import type { Services } from './services.js';
import { ServicesModule } from './services.module.js';

@Module({})
class QuestionsContext {}

/** The services that answer questions, over opened stores, for as long as `use` runs: what the API asks, the shell asks in the same words. */
export const withQueries = <T>(services: Services, use: (ask: Ask) => Promise<T>): Promise<T> =>
  withContext({ imports: [ServicesModule.of(services)], providers: [...QUERY_SERVICES, RunAudit] }, use);

/** The same for questions that bring their reader with them: they need nothing opened. */
export const withQuestions = <T>(use: (ask: Ask) => Promise<T>): Promise<T> =>
  withContext({ providers: [...QUERY_SERVICES, { provide: PROJECTION_STATUS, useValue: {} }] }, use);

async function withContext<T>({ imports = [], providers = [] }: ModuleMetadata, use: (ask: Ask) => Promise<T>): Promise<T> {
  const context = await NestFactory.createApplicationContext(
    { module: QuestionsContext, imports, providers },
    { logger: new NestLogger(), abortOnError: false },
  );
  try {
    return await use(askOf(context));
  } finally {
    await context.close();
  }
}
