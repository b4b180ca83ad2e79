import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { GraphQLModule } from '@nestjs/graphql';
import { AUTHENTICATOR, type Authenticator } from '../access/authenticator.js';
import { HISTORY_HANDLERS } from '../history/handlers.js';
import { PRIVACY, type Privacy } from '../privacy/privacy.js';
import { QUERY_HANDLERS } from '../queries/handlers.js';
import { EventHistory } from '../queries/events/event-history.js';
import { DatedSettings } from '../queries/dated-settings.js';
import { IdentityRegister } from '../queries/identity/identity-register.js';
import { VIEWS } from '../queries/tokens.js';
import type { Views } from '../queries/view-reader.js';
import { plainFields } from './plain-fields.js';
import { type Asker, type Observer, RequestContext } from './request-context.js';
import { RESOLVERS } from './resolvers.js';
import { type DriverOptions, RapportDriver } from './server/driver.js';

export interface GraphqlSetup {
  /** Modules that export VIEWS, EVENT_LOG, AUTHENTICATOR and PROJECTION_STATUS; the command handlers may be anywhere. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly observer?: Observer;
  readonly refuseUpgrade?: DriverOptions['refuseUpgrade'];
}

/** The API: resolvers over the query handlers and the command bus. */
@Module({})
export class GraphqlModule {
  static register({ imports, observer, refuseUpgrade }: GraphqlSetup): DynamicModule {
    return {
      module: GraphqlModule,
      imports: [
        CqrsModule.forRoot(),
        ...imports,
        GraphQLModule.forRootAsync<DriverOptions>({
          driver: RapportDriver,
          imports,
          inject: [VIEWS, AUTHENTICATOR, { token: PRIVACY, optional: true }],
          useFactory: (views: Views, authenticator: Authenticator, privacy?: Privacy) => {
            const known = { register: new IdentityRegister(), settings: new DatedSettings() };
            return {
              autoSchemaFile: true,
              sortSchema: true,
              transformSchema: plainFields,
              context: (asker: Asker) => new RequestContext(views, known, asker, observer, privacy),
              observe: observer?.operationDone,
              authenticator,
              refuseUpgrade,
            };
          },
        }),
      ],
      providers: [EventHistory, ...QUERY_HANDLERS, ...HISTORY_HANDLERS, ...RESOLVERS],
    };
  }
}
