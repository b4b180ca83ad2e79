import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { OPENED_ACCESS } from '../../src/app/access.module.js';
import { AppModule, PeriodicUpkeep, ProjectorAppModule } from '../../src/app/app.module.js';
import { ConfigurationModule } from '../../src/app/services.module.js';
import { readConfiguration } from '../../src/app/configuration/read-configuration.js';
import { httpAdapter } from '../../src/app/http-server.js';
import { ProcessMetrics } from '../../src/app/monitoring/process-metrics.js';
import { openServer, prepareHttp } from '../../src/app/open-server.js';
import { type Services, SERVICES } from '../../src/app/services.js';
import type { CommandRunner } from '../../src/commands/command-runner.js';
import type { Identity } from '../../src/access/identity.js';
import { DEFAULT_FEED_SETTINGS, FEED_SETTINGS, type FeedSettings } from '../../src/http/feed.controller.js';
import { type Readiness, READINESS } from '../../src/http/operations.controller.js';
import { type Answer, askAt } from './ask-at.js';
import { ADMINISTRATOR, everybodyIs } from './identities.js';
import { MemoryEventLog } from './memory-event-log.js';
import { MemoryViews } from './memory-views.js';

export type ServedApp = Awaited<ReturnType<typeof servedApp>>;
export type TestApp = Awaited<ReturnType<typeof appOver>>;

/**
 * Starts the whole server in this process, on new embedded engines, after `fill` has filled them and the views have caught up.
 * @param files a folder with initial files, which are copied
 */
export async function servedApp(
  fill: (services: Services) => Promise<unknown> = async () => undefined,
  environment: Readonly<Record<string, string>> = {},
  files?: string,
) {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  if (files !== undefined) cpSync(files, folder, { recursive: true });
  const server = await openServer(readConfiguration({ PORT: '0', LOG_LEVEL: 'silent', ...environment }, folder));
  const { services } = server;
  await fill(services);
  await services.projector.caughtUp(await services.log.head(), new AbortController().signal);
  const url = await server.listen();
  return {
    services,
    url,
    ask: (query: string, variables?: object, headers?: Readonly<Record<string, string>>): Promise<Answer> =>
      askAt(url, query, variables, headers),
    async close(): Promise<void> {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A command runner that delegates to `execute`. */
export const carriedOutBy = (execute: CommandRunner['execute']): CommandRunner =>
  ({ execute }) as Partial<CommandRunner> as CommandRunner;

export interface AppOptions {
  /** The identity of every caller. */
  readonly identity?: Identity;
  readonly feed?: Partial<FeedSettings>;
  readonly readiness?: Readiness;
  /** Without GraphQL, like a process that only projects: quicker to create. */
  readonly projectorOnly?: boolean;
}

/**
 * The whole server over the given services, which it does not close; services that are not given are empty or missing. Answers
 * injected requests without listening; `listen` opens a port.
 */
export async function appOver(
  given: Partial<Services>,
  { identity = ADMINISTRATOR, feed, readiness, projectorOnly = false }: AppOptions = {},
) {
  const configuration = readConfiguration({ LOG_LEVEL: 'silent' }, '/srv');
  const services = {
    configuration: projectorOnly ? { ...configuration, role: 'projector' } : configuration,
    log: new MemoryEventLog(),
    readers: new MemoryViews({}),
    metrics: new ProcessMetrics(),
    ...given,
  } as Services;
  const everybody = everybodyIs(identity);
  const building = Test.createTestingModule({
    imports: [ConfigurationModule.of(configuration), projectorOnly ? ProjectorAppModule : AppModule],
  })
    .overrideProvider(SERVICES)
    .useValue(services)
    .overrideProvider(OPENED_ACCESS)
    .useValue({ authenticator: everybody, signIn: undefined })
    .overrideProvider(PeriodicUpkeep)
    .useValue({})
    .overrideProvider(FEED_SETTINGS)
    .useValue({ ...DEFAULT_FEED_SETTINGS, ...feed });
  if (readiness) building.overrideProvider(READINESS).useValue(readiness);
  const testing = await building.compile();
  const app = testing.createNestApplication<NestFastifyApplication>(httpAdapter(configuration), {
    logger: false,
    bodyParser: false,
  });
  await prepareHttp(app, services, everybody);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    close: () => app.close(),
    /** Also accepts requests over the network. Returns the URL. */
    async listen(): Promise<string> {
      await app.listen(0, '127.0.0.1');
      return app.getUrl();
    },
    async post(payload: object | string): Promise<Answer> {
      // With this media type the status shows whether a request was refused as a whole.
      const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
      const response = await app.inject({ method: 'POST', url: '/graphql', payload, headers });
      return { status: response.statusCode, ...response.json<Omit<Answer, 'status'>>() };
    },
    ask(query: string, variables?: object): Promise<Answer> {
      return this.post({ query, ...(variables && { variables }) });
    },
  };
}
