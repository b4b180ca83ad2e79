import { GraphQLError } from 'graphql';
import { RapportError } from '../../domain/kernel/errors.js';

/** Limits and timeouts of WebSocket clients. */
export interface WebSocketLimits {
  /** Maximum size of a client's message. */
  readonly messageBytes: number;
  readonly connections: number;
  readonly operationsOfOne: number;
  readonly operationsOfAll: number;
  /** How long a client may take to send `connection_init`. */
  readonly initMs: number;
  /** Interval of pings. A client that has not answered by the next ping is disconnected. */
  readonly pingMs: number;
  /** How long a client may take to answer a close before its connection is terminated. */
  readonly closeMs: number;
}
export const WEB_SOCKET_LIMITS: WebSocketLimits = {
  messageBytes: 1024 * 1024,
  connections: 1_000,
  operationsOfOne: 100,
  operationsOfAll: 2_000,
  initMs: 3_000,
  pingMs: 15_000,
  closeMs: 1_000,
};

/** The refusal of an operation beyond `operationsOfOne` or `operationsOfAll`. */
export function tooManyOperations(): GraphQLError {
  const message = 'Too many operations are open over WebSocket.';
  return new GraphQLError(message, {
    originalError: new RapportError('BUSY', message, { remedy: 'End some of them, or try again later.' }),
  });
}
