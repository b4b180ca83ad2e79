import { type GraphQLSchema, isObjectType } from 'graphql';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { AUTHENTICATOR, type Authenticator } from '../access/authenticator.js';
import { PRIVACY, type Privacy } from '../privacy/privacy.js';
import { DatedSettings } from '../queries/dated-settings.js';
import { EventHistory } from '../queries/event-history.js';
import { IdentityRegister } from '../queries/identity/identity-register.js';
import { QueriesModule } from '../queries/queries.module.js';
import { WordGroupsCache } from '../queries/word-groups.js';
import { VIEWS, type Views } from '../queries/view-reader.js';
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

/**
 * The GraphQL API: resolvers over the query services and the command bus. Needs VIEWS, EVENT_LOG, AUTHENTICATOR and
 * PROJECTION_STATUS from global modules; the command handlers may be in any module.
 */
@Module({
  imports: [
    ...TOPICS,
    GraphQLModule.forRootAsync<DriverOptions>({
      driver: RapportDriver,
      imports: [QueriesModule],
      inject: [
        VIEWS,
        AUTHENTICATOR,
        EventHistory,
        { token: PRIVACY, optional: true },
        { token: GRAPHQL_SETTINGS, optional: true },
      ],
      useFactory: (
        views: Views,
        authenticator: Authenticator,
        history: EventHistory,
        privacy?: Privacy,
        settings: GraphqlSettings = {},
      ) => {
        const { observer, refuseUpgrade, listed } = settings;
        const caches = { register: new IdentityRegister(), settings: new DatedSettings(), words: new WordGroupsCache(), history };
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
