import { Module } from '@nestjs/common';
import { FeedModule } from '../feed/feed.module.js';
import { ContractController } from './contract.controller.js';
import { FeedController } from './feed.controller.js';
import { DEFAULT_FEED_SETTINGS, FEED_SETTINGS } from './feed-settings.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { UnusedConnections } from './unused-connections.js';

/** All of HTTP but GraphQL. Needs EVENT_LOG, READINESS and METRICS from a global module. */
@Module({
  imports: [FeedModule],
  controllers: [FeedController, ContractController, HealthController, MetricsController],
  providers: [{ provide: FEED_SETTINGS, useValue: DEFAULT_FEED_SETTINGS }, UnusedConnections],
})
export class HttpModule {}
