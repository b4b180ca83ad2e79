import { Global, Module } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { Test } from '@nestjs/testing';
import { AccessModule } from '../../src/access/access.module.js';
import type { Identity } from '../../src/access/identity.js';
import type { CommandResult } from '../../src/commands/command-runner.js';
import type { LogReader } from '../../src/event-log/event-log.js';
import { EVENT_LOG } from '../../src/event-log/tokens.js';
import type { Command } from '../../src/domain/kernel/command.js';
import { GraphqlModule } from '../../src/graphql/graphql.module.js';
import { PROGRAM } from '../../src/graphql/tokens.js';
import { guardPaths } from '../../src/http/gate.js';
import { Uploads } from '../../src/imports/uploads.js';
import type { ProjectionStatus } from '../../src/queries/projection-status.js';
import { PROJECTION_STATUS, VIEWS } from '../../src/queries/tokens.js';
import type { Views } from '../../src/queries/view-reader.js';
import { ADMINISTRATOR, everybodyIs } from './identities.js';
import { MemoryEventLog } from './memory-event-log.js';

export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test asks for decides what it gets
  readonly data: any;
  readonly errors?: {
    message: string;
    path?: string[];
    extensions: { code: string; field?: string; remedy?: string; requestId?: string };
  }[];
  readonly extensions?: { stale?: boolean };
}

/** The API over given views, answered through HTTP; commands go to `carryOut`. */
export async function graphqlApp(
  views: Views,
  carryOut: (command: Command) => Promise<CommandResult> = () => Promise.reject(new Error('no commands expected')),
  status: readonly ProjectionStatus[] = [],
  log: LogReader = new MemoryEventLog(),
  identity: Identity = ADMINISTRATOR,
) {
  const providers = [
    { provide: VIEWS, useValue: views },
    { provide: PROJECTION_STATUS, useValue: { status: () => Promise.resolve(status) } },
    { provide: EVENT_LOG, useValue: log },
    { provide: PROGRAM, useValue: {} },
    Uploads,
  ];
  @Global()
  @Module({ providers, exports: [VIEWS, PROJECTION_STATUS, EVENT_LOG, PROGRAM, Uploads] })
  class Engines {}

  const everybody = everybodyIs(identity);
  const graphql = GraphqlModule.register({ imports: [Engines, AccessModule.of(everybody)] });
  const testing = await Test.createTestingModule({ imports: [graphql] }).compile();
  const app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  guardPaths(app.getHttpAdapter().getInstance(), everybody, '/graphql');
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  // Nest's bus finds handlers by class; here every command has the same one.
  Object.assign(app.get(CommandBus), { execute: carryOut });

  return {
    schema: app.get(GraphQLSchemaHost).schema,
    close: () => app.close(),
    post: async (payload: object | string): Promise<Answer> => {
      // The type under which the status says whether a request was refused as a whole.
      const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
      const response = await app.inject({ method: 'POST', url: '/graphql', payload, headers });
      return { status: response.statusCode, ...response.json<Omit<Answer, 'status'>>() };
    },
    ask(query: string, variables?: object): Promise<Answer> {
      return this.post({ query, ...(variables && { variables }) });
    },
  };
}
