import { EventStoreDBClient } from '@eventstore/db-client';
import { RapportError } from '../../domain/kernel/errors.js';
import { understandUrl } from './server-url.js';

/** The clients of one log. */
export interface Connection {
  /** Where the server is, without credentials: for messages. */
  readonly address: string;
  /** Appends and short reads. */
  readonly commands: EventStoreDBClient;
  /** Long reads and the subscription: a connection carries 100 open calls, and what hangs here must not hold up an append. */
  readonly readers: EventStoreDBClient;
}

/** Understands `esdb://`, `esdb+discover://` and the same with `kurrentdb`. Connects at the first call. Throws INVALID_CONFIGURATION. */
export function connect(url: string): Connection {
  const { forClient, address } = understandUrl(url);
  try {
    return {
      address,
      commands: catchingStrays(EventStoreDBClient.connectionString(forClient)),
      readers: catchingStrays(EventStoreDBClient.connectionString(forClient)),
    };
  } catch {
    // The client's message repeats the whole URL, password included; and what stands where the host should be may be the password.
    throw new RapportError('INVALID_CONFIGURATION', 'The URL of the event log cannot be understood', {
      field: 'EVENT_LOG',
      remedy:
        'Look at the port and at the values behind the question mark: esdb://host:port?tls=false. Files named there must be there.',
    });
  }
}

/** The client's handler of failed calls: protected, so it is named here as far as it is used. */
interface FailureHandling {
  handleError?: (...failed: unknown[]) => Promise<void>;
}

/**
 * The client (6.2.1) calls its handler of failed calls without waiting for it. Where a call fails while it looks for a leader and finds none
 * ("Failed to discover after 10 attempts"), the handler rejects with nobody to catch it, and Node ends the process. By then the client has
 * let go of the connection and the call's own failure is on its way to whoever made it: there is nothing left to do but to catch it.
 */
function catchingStrays(client: EventStoreDBClient): EventStoreDBClient {
  const handling = client as unknown as FailureHandling;
  const handleError = handling.handleError;
  if (typeof handleError === 'function') handling.handleError = (...failed) => handleError(...failed).catch(() => undefined);
  return client;
}
