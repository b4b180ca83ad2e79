import { AbstractGraphQLDriver, type GqlModuleOptions } from '@nestjs/graphql';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Authenticator } from '../../access/authenticator.js';
import { GraphqlService, type GraphqlServiceOptions } from './graphql-service.js';
import { openHttpEndpoint } from './http-endpoint.js';
import { WebSocketEndpoint } from './web-socket-endpoint.js';

/** The address of the API, for both transports. */
export const GRAPHQL_PATH = '/graphql';

export type DriverOptions = GqlModuleOptions &
  GraphqlServiceOptions & {
    /** Identifies the client that opens a WebSocket. HTTP requests are identified before they arrive here. */
    readonly authenticator: Authenticator;
    /** Answers an upgrade request that is refused, ends its connection and returns true; returns false when it may be served. */
    readonly refuseUpgrade?: ((request: IncomingMessage, socket: Duplex, hasRoom: boolean) => boolean) | undefined;
  };

/** Opens both transports on the schema that Nest builds from the resolvers. */
export class RapportDriver extends AbstractGraphQLDriver<DriverOptions> {
  private webSockets: WebSocketEndpoint | undefined;

  async start({
    schema,
    context,
    observe,
    listed,
    authenticator,
    refuseUpgrade,
  }: DriverOptions & { readonly schema: GraphQLSchema }): Promise<void> {
    const adapter = this.httpAdapterHost.httpAdapter;
    const fastify = adapter.getInstance<FastifyInstance>();
    const service = new GraphqlService(schema, {
      context: context as GraphqlServiceOptions['context'],
      observe,
      listed,
      limits: authenticator.limits,
    });
    await openHttpEndpoint(fastify, GRAPHQL_PATH, service);
    const sockets = (this.webSockets = new WebSocketEndpoint(service, authenticator, fastify.log));
    (adapter.getHttpServer() as Server).on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url?.split('?')[0] !== GRAPHQL_PATH || refuseUpgrade?.(request, socket, sockets.hasRoom)) return;
      sockets.upgrade(request, socket, head);
    });
  }

  async stop(): Promise<void> {
    await this.webSockets?.close();
  }
}
