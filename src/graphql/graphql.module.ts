import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { HISTORY_HANDLERS } from '../history/handlers.js';
import { QUERY_HANDLERS } from '../queries/handlers.js';
import { VIEWS } from '../queries/tokens.js';
import type { Views } from '../queries/view-reader.js';
import { graphqlModuleOptions } from './graphql-options.js';
import { RESOLVERS } from './resolvers.js';

export interface GraphqlSetup {
  /** Modules that export VIEWS and PROJECTION_STATUS; the command handlers may be anywhere. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly options?: Partial<MercuriusDriverConfig>;
}

/** The API: resolvers over the query handlers and the command bus. */
@Module({})
export class GraphqlModule {
  static register({ imports, options }: GraphqlSetup): DynamicModule {
    return {
      module: GraphqlModule,
      imports: [
        CqrsModule.forRoot(),
        ...imports,
        GraphQLModule.forRootAsync<MercuriusDriverConfig>({
          driver: MercuriusDriver,
          imports,
          inject: [VIEWS],
          useFactory: (views: Views) => graphqlModuleOptions(views, options),
        }),
      ],
      providers: [...QUERY_HANDLERS, ...HISTORY_HANDLERS, ...RESOLVERS],
    };
  }
}
