import { type DynamicModule, Module } from '@nestjs/common';
import { GraphQLModule, Query, Resolver } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AccessModule } from '../../src/access/access.module.js';
import type { Identity } from '../../src/access/identity.js';
import type { EventLog } from '../../src/event-log/event-log.js';
import { EVENT_LOG } from '../../src/event-log/tokens.js';
import type { Asker } from '../../src/graphql/request-context.js';
import { type DriverOptions, RapportDriver } from '../../src/graphql/server/driver.js';
import { SubscriptionsModule } from '../../src/graphql/subscriptions/subscriptions.module.js';
import { DEFAULT_FEED_SETTINGS, FEED_SETTINGS, type FeedSettings } from '../../src/http/feed-settings.js';
import { guardPaths } from '../../src/http/gate.js';
import { HttpModule } from '../../src/http/http.module.js';
import { METRICS, type Metrics } from '../../src/http/metrics.js';
import { READINESS, type Readiness } from '../../src/http/readiness.js';
import { VIEWS } from '../../src/queries/tokens.js';
import type { Views } from '../../src/queries/view-reader.js';
import { ANYBODY, everybodyIs } from './identities.js';
import { MemoryViews } from './memory-views.js';

/** GraphQL wants at least one query. */
@Resolver()
class AnyQuery {
  @Query(() => Boolean)
  here(): boolean {
    return true;
  }
}

@Module({})
class Stores {}

const NO_METRICS: Metrics = { contentType: 'text/plain', text: async () => '', countReaders: () => undefined };
const READY: Readiness = { check: async () => ({ ready: true, checks: [] }) };

export interface FeedAppOptions {
  readonly settings?: Partial<FeedSettings>;
  readonly readiness?: Readiness;
  readonly identity?: Identity;
  readonly views?: Views;
}

export interface FeedApp {
  readonly url: string;
  readonly app: NestFastifyApplication;
  close(): Promise<void>;
}

/** The feed's modules over a log, really listening on a free port. Closing it leaves the log open. */
export async function startFeedApp(
  log: EventLog,
  { settings, readiness = READY, identity = ANYBODY, views = new MemoryViews({}) }: FeedAppOptions = {},
): Promise<FeedApp> {
  const comes = everybodyIs(identity);
  const providers = [
    { provide: EVENT_LOG, useValue: log },
    { provide: VIEWS, useValue: views },
    { provide: READINESS, useValue: readiness },
    { provide: METRICS, useValue: NO_METRICS },
  ];
  const stores: DynamicModule = { module: Stores, global: true, providers, exports: providers };
  const graphql = GraphQLModule.forRoot<DriverOptions>({
    driver: RapportDriver,
    autoSchemaFile: true,
    context: (asker: Asker) => ({ asker }),
    authenticator: comes,
  });
  const testing = await Test.createTestingModule({
    imports: [stores, AccessModule.of(comes), graphql, HttpModule, SubscriptionsModule],
    providers: [AnyQuery],
  })
    .overrideProvider(FEED_SETTINGS)
    .useValue({ ...DEFAULT_FEED_SETTINGS, ...settings })
    .compile();
  const app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  guardPaths(app.getHttpAdapter().getInstance(), comes, '/graphql');
  await app.listen(0, '127.0.0.1');
  return { url: await app.getUrl(), app, close: () => app.close() };
}
