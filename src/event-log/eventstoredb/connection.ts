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

/** Where the server is, in the client's words and in ours. */
interface ServerUrl {
  /** As the client understands it, credentials included. */
  readonly forClient: string;
  /** Without credentials: for messages. */
  readonly address: string;
}

const REMEDY = 'Use esdb://host:port?tls=false, esdb+discover://host:port, or kurrentdb:// likewise.';
/** No @ but the one behind the credentials: what stands before an unencoded one may be a piece of the password, and must not get into messages. */
const FORM = /^(?:esdb|kurrentdb)(\+discover)?:\/\/(?:([^/?#]*)@)?([^/?#@]+)\/*(?:\?([^#@]*))?$/;
/** The client cuts the password at a second colon, and takes what follows a second @ for the host. */
const CREDENTIALS = /^[^:@]+:[^:@]+$/;

/** What may stand in the query. Not throwOnAppendFailure: the client then gives wrong revisions. */
const OPTIONS = [
  ...['tls', 'tlsCAFile', 'tlsVerifyCert', 'userCertFile', 'userKeyFile', 'connectionName', 'defaultDeadline'],
  ...['keepAliveInterval', 'keepAliveTimeout', 'nodePreference', 'discoveryInterval', 'gossipTimeout', 'maxDiscoverAttempts'],
];
/** The client compares names so. */
const flat = (name: string) => name.trim().toLowerCase().replace(/[_-]/g, '');
const KNOWN_OPTIONS = new Set(OPTIONS.map(flat));

/**
 * Understands the URL of an EventStoreDB or KurrentDB. What the client would pass over with a warning, which repeats the whole URL with the
 * password, is refused here. Throws INVALID_CONFIGURATION, without what may be secret.
 */
export function understandUrl(url: string): ServerUrl {
  const [, discover = '', credentials, address, query] = FORM.exec(url) ?? [];
  if (address === undefined) throw refused('The URL of the event log cannot be understood', REMEDY);
  if (credentials !== undefined && !CREDENTIALS.test(credentials)) {
    throw refused(
      'The credentials in the URL of the event log are not user:password',
      'Percent-encode what is special in them: %40 for @, %3A for a colon, %2F for a slash.',
    );
  }
  if (query !== undefined) checkOptions(new URLSearchParams(query));
  // The client knows the product's former name only, and takes a slash behind a host without a port for a part of its name.
  const user = credentials === undefined ? '' : `${credentials}@`;
  return { forClient: `esdb${discover}://${user}${address}${query ? `?${query}` : ''}`, address };
}

function checkOptions(query: URLSearchParams): void {
  for (const [name, value] of query) {
    if (!KNOWN_OPTIONS.has(flat(name)))
      throw refused(`The URL of the event log has an option that is not taken: ${name}`, `Use ${OPTIONS.join(', ')}.`);
    if (flat(name) === 'tlsverifycert' && value === 'false') {
      throw refused(
        'tlsVerifyCert=false in the URL of the event log has no effect: certificates are always looked at',
        'Name the authority with tlsCAFile=PATH, or NODE_EXTRA_CA_CERTS.',
      );
    }
  }
}

const refused = (message: string, remedy: string) =>
  new RapportError('INVALID_CONFIGURATION', message, { field: 'EVENT_LOG', remedy });
