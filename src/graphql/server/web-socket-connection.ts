import type { Context } from 'graphql-ws';
import type { Credentials } from '../../access/credentials.js';
import type { Identity } from '../../access/identity.js';

/**
 * The state of a connection. It tracks every operation until it ends, because the library forgets an operation as soon as the
 * client reuses its id.
 */
export interface Connection {
  readonly caller: string;
  /** From the upgrade request, later merged with those in `connection_init`. */
  credentials: Credentials;
  /** Set by `connection_init`, before which nothing is executed. */
  identity: Identity | undefined;
  readonly running: Set<AsyncGenerator<unknown>>;
  operations: number;
  /** Aborted when the connection has closed. */
  readonly left: AbortController;
  /** Closes the connection of a client whose access has ended. */
  readonly signOut: () => void;
}

/**
 * An operation under an id of the client's, until the client completes it.
 *
 * The library knows operations by this id alone. A client may use the id again as soon as it has completed the operation; what
 * the first one still answers, and its end, would then be sent and taken for the second one's. A completed operation is
 * therefore never given back to the library: it waits for a promise that nothing settles, and is collected with it.
 */
export class ClientOperation {
  isCompleted = false;

  /** Replaces the library's empty reservation of the id, so that `complete` arrives here before there is an outcome. */
  constructor({ subscriptions }: Pick<Context, 'subscriptions'>, id: string) {
    const reservation: AsyncIterableIterator<unknown> = {
      next: () => Promise.resolve({ done: true, value: undefined }),
      return: () => {
        this.isCompleted = true;
        return Promise.resolve({ done: true, value: undefined });
      },
      [Symbol.asyncIterator]: () => reservation,
    };
    subscriptions[id] = reservation;
  }

  /** Resolves unless the client has completed the operation: then it never settles. */
  unlessCompleted(): Promise<void> {
    return this.isCompleted ? new Promise(() => undefined) : Promise.resolve();
  }
}
