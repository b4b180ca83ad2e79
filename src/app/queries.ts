import 'reflect-metadata';
import { Module, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AUDIT_COMPUTER } from '../history/audit/compute-audit.js';
import { RunAudit } from '../history/audit/run-audit.js';
import { type Ask, askOf } from '../queries/ask.js';
import { QUERY_SERVICES } from '../queries/queries.module.js';
import { PROJECTION_STATUS } from '../queries/projection-status.js';
import { VIEWS } from '../queries/view-reader.js';
import { NestLogger } from './logger.js';
import type { Services } from './services.js';

@Module({})
class QuestionsContext {}

/** Provides the query services over open stores while `use` runs, so that the shell uses the same queries as the API. */
export const withQueries = <T>(
  { readers, audits, projector }: Pick<Services, 'readers' | 'projector'> & Partial<Pick<Services, 'audits'>>,
  use: (ask: Ask) => Promise<T>,
): Promise<T> =>
  withContext(
    [
      RunAudit,
      { provide: VIEWS, useValue: readers },
      { provide: AUDIT_COMPUTER, useValue: audits },
      { provide: PROJECTION_STATUS, useValue: projector },
    ],
    use,
  );

/** Likewise for queries that take a reader as an argument: they need no open stores. */
export const withQuestions = <T>(use: (ask: Ask) => Promise<T>): Promise<T> =>
  withContext([{ provide: PROJECTION_STATUS, useValue: {} }], use);

async function withContext<T>(providers: readonly Provider[], use: (ask: Ask) => Promise<T>): Promise<T> {
  const context = await NestFactory.createApplicationContext(
    { module: QuestionsContext, providers: [...QUERY_SERVICES, ...providers] },
    { logger: new NestLogger(), abortOnError: false },
  );
  try {
    return await use(askOf(context));
  } finally {
    await context.close();
  }
}
