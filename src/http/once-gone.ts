import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';

/** The callbacks of the requests under way on each connection: one listener a connection, however many requests it carries. */
const underWay = new WeakMap<Socket, Set<() => void>>();

/**
 * Calls back once, when the client has gone or the response is complete. The response alone does not tell: one that is queued
 * behind another on the same connection (HTTP pipelining) is never closed when the client leaves.
 */
export function onceGone({ raw, request }: FastifyReply, leave: () => void): void {
  const { socket } = request.raw;
  if (raw.destroyed || socket.destroyed) return leave();
  let waiting = underWay.get(socket);
  if (!waiting) {
    const callbacks = new Set<() => void>();
    underWay.set(socket, (waiting = callbacks));
    socket.once('close', () => callbacks.forEach((callback) => callback()));
  }
  const gone = () => {
    if (waiting.delete(gone)) leave();
  };
  waiting.add(gone);
  raw.once('close', gone);
}
