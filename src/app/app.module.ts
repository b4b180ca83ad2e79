import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CommandHandlersModule } from '../commands/handlers/command-handlers.module.js';
import { GraphqlModule } from '../graphql/graphql.module.js';
import { SubscriptionsModule } from '../graphql/subscriptions/subscriptions.resolver.js';
import { GraphiqlController, OFFERS_GRAPHIQL } from '../http/graphiql.controller.js';
import { HttpModule } from '../http/http.module.js';
import { INBOUND_SOURCES } from '../http/inbound-routes.js';
import { SignInController } from '../http/sign-in.controller.js';
import { UploadsController } from '../http/uploads.controller.js';
import { DATA_SUBJECTS, type DataSubjects } from '../privacy/data-subjects.js';
import { AccessModule } from './access.module.js';
import { CONFIGURATION, ServicesModule } from './services.module.js';
import { offersGraphiql } from './configuration/configuration.js';
import { openInbound } from './importing/open-inbound.js';
import { logger } from './logger.js';
import { SERVICES } from './services.js';

const EVERY_MS = 3_600_000;
const AGAIN_MS = 60_000;

/** Runs the upkeep of personal data in a server: at start-up and every hour, and a minute after a failure. */
@Injectable()
export class PeriodicUpkeep implements OnApplicationBootstrap, OnApplicationShutdown {
  private underWay = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private isStopping = false;

  constructor(@Inject(DATA_SUBJECTS) private readonly people: Pick<DataSubjects, 'keepUp'>) {}

  onApplicationBootstrap(): void {
    this.underWay = this.keepUp();
  }

  /** Waits for the run in progress. */
  onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    return this.underWay;
  }

  private async keepUp(): Promise<void> {
    let wait = EVERY_MS;
    try {
      await this.people.keepUp();
    } catch (error) {
      logger.error({ error }, 'The stored personal data could not be updated; trying again in a minute');
      wait = AGAIN_MS;
    }
    if (this.isStopping) return;
    this.timer = setTimeout(() => {
      this.underWay = this.keepUp();
    }, wait).unref();
  }
}

/** The server: everything that is served over HTTP. Imported together with a ConfigurationModule (open-server.ts). */
@Module({
  imports: [ServicesModule, AccessModule, HttpModule, CommandHandlersModule, GraphqlModule, SubscriptionsModule],
  controllers: [GraphiqlController, UploadsController, SignInController],
  providers: [
    PeriodicUpkeep,
    { provide: OFFERS_GRAPHIQL, inject: [CONFIGURATION], useFactory: offersGraphiql },
    { provide: INBOUND_SOURCES, inject: [SERVICES], useFactory: openInbound },
  ],
})
export class AppModule {}

/** The server of a process with the role `projector`: only health and the feed. */
@Module({ imports: [ServicesModule, AccessModule, HttpModule] })
export class ProjectorAppModule {}
