import { Module } from '@nestjs/common';
import { CommandHandlersModule } from '../commands/handlers/command-handlers.module.js';
import { GraphqlModule } from '../graphql/graphql.module.js';
import { SubscriptionsModule } from '../graphql/subscriptions/subscriptions.resolver.js';
import { GraphiqlController, OFFERS_GRAPHIQL } from '../http/graphiql.controller.js';
import { HttpModule } from '../http/http.module.js';
import { INBOUND_SOURCES } from '../http/inbound-routes.js';
import { SignInController } from '../http/sign-in.controller.js';
import { UploadsController } from '../http/uploads.controller.js';
import { AccessModule } from './access.module.js';
import { CONFIGURATION, ServicesModule } from './services.module.js';
import { offersGraphiql } from './configuration/configuration.js';
import { openInbound } from './importing/open-inbound.js';
import { PeriodicUpkeep } from './privacy/open-privacy.js';
import { SERVICES } from './services.js';

/** The server: everything that answers over HTTP. Started beside a ConfigurationModule (open-server.ts). */
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

/** The server of a process that only projects: it answers for its health and the feed alone. */
@Module({ imports: [ServicesModule, AccessModule, HttpModule] })
export class ProjectorAppModule {}
