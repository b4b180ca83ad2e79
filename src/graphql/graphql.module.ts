import { type GraphQLSchema, isObjectType } from 'graphql';
import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { AUTHENTICATOR, type Authenticator } from '../access/authenticator.js';
import { PRIVACY, type Privacy } from '../privacy/privacy.js';
import { DatedSettings } from '../queries/dated-settings.js';
import { IdentityRegister } from '../queries/identity/identity-register.js';
import { VIEWS } from '../queries/tokens.js';
import type { Views } from '../queries/view-reader.js';
import { type Asker, type Observer, RequestContext } from './request-context.js';
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

export interface GraphqlSetup {
  /** Modules that export VIEWS, EVENT_LOG, AUTHENTICATOR and PROJECTION_STATUS; the command handlers may be anywhere. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly observer?: Observer;
  readonly refuseUpgrade?: DriverOptions['refuseUpgrade'];
  readonly listed?: DriverOptions['listed'];
}

/** The API: resolvers over the services that answer questions and the command bus. */
@Module({})
export class GraphqlModule {
  static register({ imports, observer, refuseUpgrade, listed }: GraphqlSetup): DynamicModule {
    return {
      module: GraphqlModule,
      imports: [
        ...imports,
        ...TOPICS,
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
              listed,
            };
          },
        }),
      ],
    };
  }
}
