import { EventStoreDBClient } from '@eventstore/db-client';
import { RapportError } from '../../domain/kernel/errors.js';

/** The clients of one log. */
export interface Connection {
  /** Where the server is, without credentials: for messages. */
  readonly address: string;
  /** Appends and short reads. */
  readonly commands: EventStoreDBClient;
  /** Long reads and the subscription: a connection carries 100 open calls, and what hangs here must not hold up an append. */
  readonly readers: EventStoreDBClient;
}

const REMEDY = 'Use esdb://host:port?tls=false, esdb+discover://host:port, or kurrentdb:// likewise.';

/** Understands `esdb://`, `esdb+discover://` and the same with `kurrentdb`. Connects at the first call. Throws INVALID_CONFIGURATION. */
export function connect(url: string): Connection {
  // The client knows the product's former name only.
  const known = url.replace(/^kurrentdb(\+discover)?:/, 'esdb$1:');
  // After the last @: one in a password that was not percent-encoded must not bring the rest of it into messages.
  const address = /^esdb(?:\+discover)?:\/\/(?:[^/?#]*@)?([^/?#@]+)/.exec(known)?.[1];
  if (address === undefined)
    throw new RapportError('INVALID_CONFIGURATION', 'The URL of the event log names no host', {
      field: 'EVENT_LOG',
      remedy: REMEDY,
    });
  try {
    return { address, commands: EventStoreDBClient.connectionString(known), readers: EventStoreDBClient.connectionString(known) };
  } catch {
    // The client's message repeats the whole URL, password included; and what stands where the host should be may be the password.
    throw new RapportError('INVALID_CONFIGURATION', 'The URL of the event log cannot be understood', {
      field: 'EVENT_LOG',
      remedy: REMEDY,
    });
  }
}
