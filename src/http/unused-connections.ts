import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Lets the server stop at once. Browsers and node's fetch open connections in advance; Node counts one that has not carried a request yet
 * as busy, so closing the server would wait a minute for it.
 */
@Injectable()
export class UnusedConnections implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly connections = new Set<Socket>();
  private stopping = false;

  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

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
