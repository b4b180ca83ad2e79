import { EventStoreDBClient } from '@eventstore/db-client';
import { RapportError } from '../../domain/kernel/errors.js';

/** The clients of one log. */
export interface Connection {
  /** The server's address without credentials: for messages. */
  readonly address: string;
  /** Appends and short reads. */
  readonly commands: EventStoreDBClient;
  /**
   * Long reads and the subscription. Separate, because a connection carries 100 open calls, and hanging reads must not delay an
   * append.
   */
  readonly readers: EventStoreDBClient;
}

/**
 * Accepts `esdb://`, `esdb+discover://` and the same with `kurrentdb`. Connects at the first call.
 * @throws RapportError INVALID_CONFIGURATION
 */
export function connect(url: string): Connection {
  const { forClient, address } = understandUrl(url);
  try {
    return {
      address,
      commands: catchingStrays(EventStoreDBClient.connectionString(forClient)),
      readers: catchingStrays(EventStoreDBClient.connectionString(forClient)),
    };
  } catch {
    // The client's message repeats the whole URL with the password, so it is not passed on. Nor is the host: it may be a
    // misplaced password.
    throw new RapportError('INVALID_CONFIGURATION', 'The URL of the event log cannot be parsed', {
      field: 'EVENT_LOG',
      remedy:
        'Check the port and the options after the question mark: esdb://host:port?tls=false. Files that it names must exist.',
    });
  }
}

/** The client's handler of failed calls. Protected, so only the parts that are used are declared here. */
interface FailureHandling {
  handleError?: (...failed: unknown[]) => Promise<void>;
}

/**
 * The client (6.2.1) calls its handler of failed calls without awaiting it. If a call fails during discovery of a leader and
 * there is none ("Failed to discover after 10 attempts"), the handler rejects, the rejection is unhandled, and Node ends the
 * process. By then the client has released the connection and the call itself has already failed for its caller: the rejection
 * only needs to be caught.
 */
function catchingStrays(client: EventStoreDBClient): EventStoreDBClient {
  const handling = client as unknown as FailureHandling;
  const handleError = handling.handleError;
  if (typeof handleError === 'function') handling.handleError = (...failed) => handleError(...failed).catch(() => undefined);
  return client;
}

/** The server's URL, for the client and for messages. */
interface ServerUrl {
  /** In the client's syntax, credentials included. */
  readonly forClient: string;
  /** Without credentials: for messages. */
  readonly address: string;
}

const REMEDY = 'Use esdb://host:port?tls=false, esdb+discover://host:port, or the same with kurrentdb://.';
/**
 * Allows no @ except the one after the credentials: the text before an unencoded @ may be part of the password, and must not
 * get into messages.
 */
const FORM = /^(?:esdb|kurrentdb)(\+discover)?:\/\/(?:([^/?#]*)@)?([^/?#@]+)\/*(?:\?([^#@]*))?$/;
/** The client cuts the password at a second colon, and takes the text after a second @ for the host. */
const CREDENTIALS = /^[^:@]+:[^:@]+$/;

/** The allowed query parameters. throwOnAppendFailure is not among them: with it the client returns wrong revisions. */
const OPTIONS = [
  ...['tls', 'tlsCAFile', 'tlsVerifyCert', 'userCertFile', 'userKeyFile', 'connectionName', 'defaultDeadline'],
  ...['keepAliveInterval', 'keepAliveTimeout', 'nodePreference', 'discoveryInterval', 'gossipTimeout', 'maxDiscoverAttempts'],
];
/** Normalises an option's name as the client does when it compares names. */
const flat = (name: string) => name.trim().toLowerCase().replace(/[_-]/g, '');
const KNOWN_OPTIONS = new Set(OPTIONS.map(flat));

/**
 * Parses the URL of an EventStoreDB or KurrentDB. Refuses options that the client would skip with a warning, because the
 * warning repeats the whole URL with the password.
 * @throws RapportError INVALID_CONFIGURATION; its message contains nothing that may be secret
 */
export function understandUrl(url: string): ServerUrl {
  const [, discover = '', credentials, address, query] = FORM.exec(url) ?? [];
  if (address === undefined) throw refused('The URL of the event log cannot be parsed', REMEDY);
  if (credentials !== undefined && !CREDENTIALS.test(credentials)) {
    throw refused(
      'The credentials in the URL of the event log do not have the form user:password',
      'Percent-encode special characters: %40 for @, %3A for a colon, %2F for a slash.',
    );
  }
  if (query !== undefined) checkOptions(new URLSearchParams(query));
  // The client knows only the product's former name, and takes a slash after a host without a port for part of the host.
  const user = credentials === undefined ? '' : `${credentials}@`;
  return { forClient: `esdb${discover}://${user}${address}${query ? `?${query}` : ''}`, address };
}

function checkOptions(query: URLSearchParams): void {
  for (const [name, value] of query) {
    if (!KNOWN_OPTIONS.has(flat(name)))
      throw refused(`The URL of the event log has an unsupported option: ${name}`, `Use ${OPTIONS.join(', ')}.`);
    if (flat(name) === 'tlsverifycert' && value === 'false') {
      throw refused(
        'tlsVerifyCert=false in the URL of the event log has no effect: certificates are always verified',
        'Name the certificate authority with tlsCAFile=PATH, or NODE_EXTRA_CA_CERTS.',
      );
    }
  }
}

const refused = (message: string, remedy: string) =>
  new RapportError('INVALID_CONFIGURATION', message, { field: 'EVENT_LOG', remedy });
