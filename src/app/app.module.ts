import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { GraphQLModule } from '@nestjs/graphql';
import { commandHandlers } from '../commands/handlers.js';
import { COMMANDS } from '../domain/aggregates.js';
import { graphqlModuleOptions } from '../graphql/graphql-options.js';
import { GraphqlModule } from '../graphql/graphql.module.js';
import { SubscriptionsModule } from '../graphql/subscriptions/subscriptions.module.js';
import { HttpModule } from '../http/http.module.js';
import type { Services } from './services.js';
import { ServicesModule } from './services.module.js';

/** Everything that answers over HTTP, on opened services. A process that only projects answers for its health and the feed alone. */
@Module({})
export class AppModule {
  static of(services: Services): DynamicModule {
    const { role } = services.configuration;
    const api = [CqrsModule.forRoot(), GraphQLModule.forRoot(graphqlModuleOptions()), GraphqlModule, SubscriptionsModule];
    return {
      module: AppModule,
      imports: [ServicesModule.of(services), HttpModule, ...(role === 'projector' ? [] : api)],
      providers: role === 'projector' ? [] : commandHandlers(COMMANDS),
    };
  }
}
