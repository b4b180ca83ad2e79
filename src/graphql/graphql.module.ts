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
 * Takes away the resolvers that Nest puts on every plain field and that only read the property of the same name. GraphQL does that by
 * itself, and the compiled query (jit) then reads the property in place instead of calling a function a field.
 */
export function plainFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) if (field.resolve?.name === 'rootFieldResolver') delete field.resolve;
  }
  return schema;
}

/**
 * The API: resolvers over the services that answer questions and the command bus. Needs VIEWS, EVENT_LOG, AUTHENTICATOR and PROJECTION_STATUS from
 * global modules; the command handlers may be anywhere.
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
