import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { FeedModule } from '../feed/feed.module.js';
import { ContractController } from './contract.controller.js';
import { ExplorerController } from './explorer/explorer.controller.js';
import { FeedController } from './feed.controller.js';
import { DEFAULT_FEED_SETTINGS, FEED_SETTINGS } from './feed-settings.js';
import { HealthController } from './health.controller.js';
import { HttpErrorFilter } from './http-error.filter.js';
import { MetricsController } from './metrics.controller.js';
import { SessionController } from './session.controller.js';
import { UnusedConnections } from './unused-connections.js';

/** All of HTTP but GraphQL. Needs EVENT_LOG, VIEWS, AUTHENTICATOR, READINESS and METRICS from a global module. */
@Module({
  imports: [FeedModule],
  controllers: [FeedController, ContractController, HealthController, SessionController, MetricsController, ExplorerController],
  providers: [
    { provide: FEED_SETTINGS, useValue: DEFAULT_FEED_SETTINGS },
    { provide: APP_FILTER, useClass: HttpErrorFilter },
    UnusedConnections,
  ],
})
export class HttpModule {}
