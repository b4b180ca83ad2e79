import {
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  OperationTypeNode,
} from 'graphql';
import type { FastifyBaseLogger } from 'fastify';
import { CloseCode, type Context, handleProtocols, makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticator } from '../../access/authenticator.js';
import { credentialsOf } from '../../access/credentials.js';
import { permission } from '../../access/policy.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { answerAndEnd, malformedRequest } from '../../http/http-error.js';
import type { Asker } from '../request-context.js';
import { type GraphqlService, isRefusal } from './graphql-service.js';
import type { Operation } from './operation.js';
import { ClientOperation, type Connection } from './web-socket-connection.js';
import { tooManyOperations, WEB_SOCKET_LIMITS, type WebSocketLimits } from './web-socket-limits.js';
import { sharedController } from '../../any-signal.js';

interface Begun extends ExecutionArgs {
  readonly outcome: AsyncIterableIterator<ExecutionResult, void, void> | ExecutionResult;
  readonly asker: Asker;
}

/** Serves GraphQL over WebSocket, by the protocol graphql-transport-ws. */
export class WebSocketEndpoint {
  private readonly sockets: WebSocketServer;
  private readonly protocol: Server<Connection>;
  private operations = 0;
  /** Errors that were already formatted, and logged if they are bugs, before the library passes them on. */
  private readonly refusals = new WeakMap<GraphQLError, GraphQLFormattedError>();

  constructor(
    private readonly service: GraphqlService,
    private readonly authenticator: Authenticator,
    private readonly log: FastifyBaseLogger,
    private readonly limits: WebSocketLimits = WEB_SOCKET_LIMITS,
  ) {
    this.sockets = new WebSocketServer({ noServer: true, maxPayload: limits.messageBytes, handleProtocols });
    this.sockets.on('wsClientError', (error, socket) => answerAndEnd(socket, malformedRequest(400, error.message)));
    this.protocol = makeServer<Record<string, unknown>, Connection>({
      connectionInitWaitTimeout: limits.initMs,
      onConnect: ({ connectionParams, extra }) => this.enterBy(extra, connectionParams ?? {}),
      onSubscribe: async (context, id, payload) => {
        const own = new ClientOperation(context, id);
        const begun = await this.begin(context.extra, payload, own);
        await own.unlessCompleted();
        return begun;
      },
      execute: (args) => (args as Begun).outcome,
      subscribe: (args) => (args as Begun).outcome,
      onNext: (_context, _id, _payload, args, result) => this.formatted(result, args as Begun),
      onError: ({ extra }: Context<Record<string, unknown>, Connection>, _id, _payload, errors) =>
        errors.map((error) => this.refusals.get(error) ?? this.service.format([error], this.asker(extra))[0]!),
    });
  }

  /** The number of connected clients. */
  get connections(): number {
    return this.sockets.clients.size;
  }

  /** Whether one more client may connect. */
  get hasRoom(): boolean {
    return this.connections < this.limits.connections;
  }

  /** Takes over the connection of an upgrade request. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.sockets.handleUpgrade(request, socket, head, (client) => this.admit(client, request));
  }

  /** Closes all connections, and terminates those that do not close in time. Resolves when none is left. */
  async close(): Promise<void> {
    const clients = [...this.sockets.clients];
    const left = clients.map((client) => once(client, 'close'));
    for (const client of clients) client.close(1001, 'Going away');
    const cut = setTimeout(() => clients.forEach((client) => client.terminate()), this.limits.closeMs);
    await Promise.all(left);
    clearTimeout(cut);
    this.sockets.close();
  }

  private admit(client: WebSocket, request: IncomingMessage): void {
    const connection: Connection = {
      caller: request.socket.remoteAddress ?? 'unknown',
      credentials: credentialsOf(request.headers),
      identity: undefined,
      running: new Set(),
      operations: 0,
      left: sharedController(),
      signOut: () => client.close(CloseCode.Forbidden, 'Signed out'),
    };
    const failed = (error: unknown) => {
      this.log.error({ err: error }, 'A WebSocket message failed because of a defect in Rapport');
      client.close(1011, 'Internal server error');
    };
    const release = () => {
      connection.left.abort(new RapportError('ABANDONED', 'The client closed the connection before the answer'));
      for (const running of connection.running) void running.return(undefined);
    };
    const closed = this.protocol.opened(
      {
        protocol: client.protocol,
        // Resolves once written. This is the backpressure for slow clients: nothing more is sent meanwhile.
        send: (data) =>
          new Promise((resolve) => {
            if (client.readyState === client.OPEN) client.send(data, () => resolve());
            else resolve();
          }),
        close: (code, reason) => {
          release();
          client.close(code, reason);
          setTimeout(() => client.terminate(), this.limits.closeMs).unref();
        },
        // eslint-disable-next-line @typescript-eslint/no-base-to-string -- a Buffer's text is what it holds
        onMessage: (take) => client.on('message', (data) => void take(data.toString()).catch(failed)),
      },
      connection,
    );
    let answers = true;
    const mayStay = async () => (await connection.identity?.stillHolds()) === false && connection.signOut();
    const pings = setInterval(() => {
      if (!answers) return client.terminate();
      answers = false;
      client.ping();
      void mayStay();
    }, this.limits.pingMs);
    client.on('pong', () => (answers = true));
    // A broken frame or an oversized message. The library closes the connection with the appropriate code.
    client.on('error', (error) => this.log.debug({ err: error }, 'A WebSocket was closed because of an invalid message'));
    client.once('close', (code, reason) => {
      clearInterval(pings);
      release();
      closed(code, reason.toString()).catch(failed);
    });
  }

  /** Executes a client's query or mutation, or starts its subscription. */
  private async begin(
    connection: Connection,
    payload: SubscribePayload,
    own: ClientOperation,
  ): Promise<Begun | readonly GraphQLError[]> {
    const startedAt = performance.now();
    // Identified again for each operation: a connection may outlive its token, key or session. This also counts as use of the
    // session.
    if (!(await this.identify(connection))) {
      connection.signOut();
      // Never sent: the library needs an error to skip the execution.
      return [new GraphQLError('Signed out')];
    }
    const asker = this.asker(connection);
    const tell = (operation: Operation | undefined, formatted: readonly GraphQLFormattedError[] | undefined) => {
      const observed = this.service.observe(operation, formatted, startedAt);
      const milliseconds = Math.round(performance.now() - startedAt);
      asker.log.debug({ ...observed, operationName: operation?.name, milliseconds, caller: asker.caller }, 'Operation');
    };
    const refuse = (errors: readonly GraphQLError[], operation?: Operation) => {
      const formatted = this.service.format(errors, asker);
      errors.forEach((error, n) => this.refusals.set(error, formatted[n]!));
      tell(operation, formatted);
      return errors;
    };
    if (this.isFull(connection)) return refuse([tooManyOperations()]);
    try {
      this.authenticator.limits.countRequest(asker.identity.subject);
    } catch (error) {
      return refuse([new GraphQLError((error as Error).message, { originalError: error as Error })]);
    }
    const variables = payload.variables ?? {};
    const asked = { ...payload, operationName: payload.operationName || undefined, variables };
    const prepared = this.service.prepare(asked, asker.identity);
    if (isRefusal(prepared)) return refuse(prepared);
    const { schema, document, name: operationName } = prepared;
    const begun = { schema, document, operationName, asker };
    this.enter(connection);
    if (prepared.kind !== OperationTypeNode.SUBSCRIPTION) {
      const answered = await this.service.run(prepared, variables, asker).finally(() => this.leave(connection));
      tell(prepared, answered.errors);
      return { ...begun, outcome: answered as ExecutionResult };
    }
    const events = await this.service.subscribe(prepared, variables, asker);
    if (!(Symbol.asyncIterator in events)) {
      this.leave(connection);
      return refuse(events, prepared);
    }
    tell(prepared, undefined);
    return { ...begun, outcome: this.watched(events, connection, asker, own) };
  }

  /** The result for the client. Errors of queries and mutations are already formatted. */
  private formatted({ errors, ...result }: ExecutionResult, { outcome, asker }: Begun): FormattedExecutionResult {
    if (errors === undefined) return result;
    const formatted = Symbol.asyncIterator in outcome ? this.service.format(errors, asker) : errors;
    return { ...result, errors: formatted };
  }

  /** The same events, tracked by the connection until they end. Ends the subscription when the client's access has ended. */
  private watched(
    events: AsyncGenerator<ExecutionResult, void, void>,
    connection: Connection,
    { identity }: Asker,
    own: ClientOperation,
  ): AsyncIterableIterator<ExecutionResult, void, void> {
    const ended = () => {
      if (connection.running.delete(events)) this.leave(connection);
    };
    const leave = async () => {
      ended();
      return events.return(undefined);
    };
    connection.running.add(events);
    if (connection.left.signal.aborted || own.isCompleted) void leave();
    return {
      next: async () => {
        const result = await events.next().catch(async (error: unknown) => {
          ended();
          await own.unlessCompleted();
          throw error;
        });
        if (result.done) ended();
        await own.unlessCompleted();
        if (result.done || identity.holds()) return result;
        connection.signOut();
        return leave();
      },
      return: () => {
        own.isCompleted = true;
        return leave();
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /**
   * Identifies the client by the headers that a browser sends, or by `authorization` (and `role`) in the parameters of
   * `connection_init`, since a page cannot set the headers of a WebSocket. Returns false, which closes the connection, when the
   * client is not identified.
   */
  private enterBy(connection: Connection, { authorization, role }: Record<string, unknown>): Promise<boolean> {
    const said = {
      ...(typeof authorization === 'string' && { authorization }),
      ...(typeof role === 'string' && { role }),
    };
    connection.credentials = { ...connection.credentials, ...said };
    return this.identify(connection);
  }

  private async identify(connection: Connection): Promise<boolean> {
    try {
      connection.identity = await this.authenticator.identify(connection.credentials);
    } catch (error) {
      if (!(error instanceof RapportError)) throw error;
      this.log.debug({ code: error.code, caller: connection.caller }, 'A WebSocket was refused');
      return false;
    }
    return connection.identity.permissions.has(permission('HTTP', '/graphql'));
  }

  private asker({ caller, identity, left }: Connection): Asker {
    const requestId = randomUUID();
    if (!identity) throw new Error('The client has not been authenticated');
    return { requestId, caller, identity, left: () => left.signal, log: this.log.child({ requestId }) };
  }

  private isFull({ operations }: Connection): boolean {
    return operations >= this.limits.operationsOfOne || this.operations >= this.limits.operationsOfAll;
  }

  private enter(connection: Connection): void {
    connection.operations += 1;
    this.operations += 1;
  }

  private leave(connection: Connection): void {
    connection.operations -= 1;
    this.operations -= 1;
  }
}
