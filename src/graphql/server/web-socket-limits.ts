/** What clients over WebSocket may have open, and how long they are waited for. */
export interface WebSocketLimits {
  /** Largest message of a client. */
  readonly messageBytes: number;
  readonly connections: number;
  readonly operationsOfOne: number;
  readonly operationsOfAll: number;
  /** How long a client may take to send `connection_init`. */
  readonly initMs: number;
  /** A client that leaves a ping unanswered for so long is gone. */
  readonly pingMs: number;
  /** How long a client may take to answer a close before its connection is cut. */
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
