import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CommandHandlersModule } from '../commands/handlers/command-handlers.module.js';
import { GraphqlModule } from '../graphql/graphql.module.js';
import { SubscriptionsModule } from '../graphql/subscriptions/subscriptions.module.js';
import { GraphiqlController } from '../http/graphiql/graphiql.controller.js';
import { HttpModule } from '../http/http.module.js';
import { SignInController } from '../http/sign-in.controller.js';
import { UploadsController } from '../http/uploads.controller.js';
import { pageRules, refuseUpgrade } from './http-server.js';
import { offersGraphiql } from './offers-graphiql.js';
import type { OpenedDoors } from './open-doors.js';
import type { Services } from './services.js';
import { ServicesModule } from './services.module.js';

/** Everything that answers over HTTP, on opened services. A process that only projects answers for its health and the feed alone. */
@Module({})
export class AppModule {
  static of(services: Services, { doors, signIn }: Pick<OpenedDoors, 'doors' | 'signIn'>): DynamicModule {
    const { role } = services.configuration;
    const opened = ServicesModule.of(services);
    const access = AccessModule.of(doors, signIn);
    const graphql = GraphqlModule.register({
      imports: [opened, access],
      observer: services.metrics,
      refuseUpgrade: refuseUpgrade(pageRules(services.configuration)),
      listed: services.configuration.operations,
    });
    const api = [CommandHandlersModule, graphql, SubscriptionsModule];
    return {
      module: AppModule,
      imports: [opened, access, HttpModule, ...(role === 'projector' ? [] : api)],
      controllers: [
        ...(offersGraphiql(services.configuration) ? [GraphiqlController] : []),
        ...(role === 'projector' ? [] : [UploadsController]),
        ...(signIn ? [SignInController] : []),
      ],
    };
  }
}
