import { type GraphQLSchema, isObjectType } from 'graphql';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { AUTHENTICATOR, type Authenticator } from '../access/authenticator.js';
import { PRIVACY, type Privacy } from '../privacy/privacy.js';
import { QueriesModule } from '../queries/queries.module.js';
import { VIEWS, type Views } from '../queries/view-reader.js';
import { SharedCaches } from './moment.js';
import { type Asker, RequestContext } from './request-context.js';
import { GRAPHQL_SETTINGS, type GraphqlSettings } from './tokens.js';
import { TOPICS } from './topics.js';
import { type DriverOptions, RapportDriver } from './server/driver.js';

/**
 * Removes the resolvers that Nest adds to every plain field and that only read the property of the same name. That is GraphQL's
 * default, and without a resolver the compiled query (graphql-jit) reads the property inline instead of calling a function per
 * field.
 */
export function plainFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) if (field.resolve?.name === 'rootFieldResolver') delete field.resolve;
  }
  return schema;
}

@Module({ imports: [QueriesModule], providers: [SharedCaches], exports: [SharedCaches] })
class SharedCachesModule {}

/**
 * The GraphQL API: resolvers over the query services and the command bus. Needs VIEWS, EVENT_LOG, AUTHENTICATOR and
 * PROJECTION_STATUS from global modules; the command handlers may be in any module.
 */
@Module({
  imports: [
    ...TOPICS,
    GraphQLModule.forRootAsync<DriverOptions>({
      driver: RapportDriver,
      imports: [SharedCachesModule],
      inject: [
        VIEWS,
        AUTHENTICATOR,
        SharedCaches,
        { token: PRIVACY, optional: true },
        { token: GRAPHQL_SETTINGS, optional: true },
      ],
      useFactory: (
        views: Views,
        authenticator: Authenticator,
        caches: SharedCaches,
        privacy?: Privacy,
        settings: GraphqlSettings = {},
      ) => {
        const { observer, refuseUpgrade, listed } = settings;
        return {
          autoSchemaFile: true,
          sortSchema: true,
          transformSchema: plainFields,
          context: (asker: Asker) => new RequestContext(views, caches, asker, observer, privacy),
          observe: observer?.operationDone,
          authenticator,
          refuseUpgrade,
          listed,
        };
      },
    }),
  ],
})
export class GraphqlModule {}
