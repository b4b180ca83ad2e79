import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { commandHandlers } from '../commands/handlers.js';
import { COMMANDS } from '../domain/aggregates.js';
import { GraphqlModule } from '../graphql/graphql.module.js';
import { SubscriptionsModule } from '../graphql/subscriptions/subscriptions.module.js';
import { HttpModule } from '../http/http.module.js';
import { isLoopback } from './loopback.js';
import type { Services } from './services.js';
import { ServicesModule } from './services.module.js';

/** Everything that answers over HTTP, on opened services. A process that only projects answers for its health and the feed alone. */
@Module({})
export class AppModule {
  static of(services: Services): DynamicModule {
    const { role, host } = services.configuration;
    const opened = ServicesModule.of(services);
    // GraphiQL is for looking around at one's own machine; whoever serves others decides on a client of their own.
    const options = { subscription: true, graphiql: isLoopback(host) };
    const api = [CqrsModule.forRoot(), GraphqlModule.register({ imports: [opened], options }), SubscriptionsModule];
    return {
      module: AppModule,
      imports: [opened, HttpModule, ...(role === 'projector' ? [] : api)],
      providers: role === 'projector' ? [] : commandHandlers(COMMANDS),
    };
  }
}
