import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap, Module } from '@nestjs/common';
import { HttpAdapterHost, APP_FILTER } from '@nestjs/core';
import { FeedModule } from '../feed/feed.module.js';
import { ContractController } from './contract.controller.js';
import { ExplorerController } from './explorer.controller.js';
import { FeedController, DEFAULT_FEED_SETTINGS, FEED_SETTINGS } from './feed.controller.js';
import { HttpErrorFilter } from './http-error.js';
import { HealthController, MetricsController } from './operations.controller.js';
import { SessionController } from './sign-in.controller.js';

/**
 * Lets the server stop at once. Browsers and Node's fetch open connections in advance, and Node counts a connection without a
 * request as busy: closing the server would wait a minute for it.
 */
@Injectable()
class UnusedConnections implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly connections = new Set<Socket>();
  private stopping = false;

  constructor(private readonly host: HttpAdapterHost) {}

  onApplicationBootstrap(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.on('connection', (socket: Socket) => this.admit(socket));
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
    for (const socket of this.connections) if (socket.bytesRead === 0) socket.destroy();
  }

  private admit(socket: Socket): void {
    if (this.stopping) {
      socket.destroy();
      return;
    }
    this.connections.add(socket);
    socket.once('close', () => this.connections.delete(socket));
  }
}

/** All of HTTP except GraphQL. Requires EVENT_LOG, VIEWS, AUTHENTICATOR, READINESS and METRICS from a global module. */
@Module({
  imports: [FeedModule],
  controllers: [FeedController, ContractController, HealthController, SessionController, MetricsController, ExplorerController],
  providers: [
    { provide: FEED_SETTINGS, useValue: DEFAULT_FEED_SETTINGS },
    { provide: APP_FILTER, useClass: HttpErrorFilter },
    UnusedConnections,
  ],
})
export class HttpModule {}
