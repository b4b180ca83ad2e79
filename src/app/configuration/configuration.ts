import type { RoleMapping } from '../../access/oidc/role-mapping.js';
import type { ListedOperations } from '../../graphql/server/listed-operations.js';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The roles of a process: everything, only HTTP, or only the projector. */
export const ROLES = ['all', 'api', 'projector'] as const;
export type Role = (typeof ROLES)[number];

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** An embedded file, by its absolute path. */
export interface EmbeddedLocation {
  readonly engine: 'embedded';
  readonly file: string;
}
export type EventLogLocation = EmbeddedLocation | { readonly engine: 'eventstoredb'; readonly url: string };
export type ViewStoreLocation = EmbeddedLocation | { readonly engine: 'mongodb'; readonly url: string };

/** CONFIGURED: decided by the other variables and by the keys on record. */
export const ACCESS_CHOICES = ['configured', 'development', 'open'] as const;
export type AccessChoice = (typeof ACCESS_CHOICES)[number];

/** The validated environment. */
export interface Configuration {
  readonly eventLog: EventLogLocation;
  readonly viewStore: ViewStoreLocation;
  /** 0 for any free port. */
  readonly port: number;
  readonly host: string;
  /** Origins of web pages, besides the server's own, that may use the server. */
  readonly allowedOrigins: readonly string[];
  /** The server's public address without a trailing slash; undefined where it is not configured. */
  readonly publicUrl: string | undefined;
  readonly role: Role;
  readonly logLevel: LogLevel;
  readonly organizationId: string;
  /** Moments before this one (UTC) are refused. */
  readonly earliestDate: string;
  /** How long the start-up waits for the servers of EVENT_LOG and VIEW_STORE. */
  readonly startupWaitSeconds: number;
  /** The master key's file, where one is configured. */
  readonly masterKeyFile: string | undefined;
  /** The master key itself. Never shown or logged. */
  readonly masterKey: string | undefined;
  /** The retention of read records, in years. */
  readonly readsKeptYears: number;
  /** The folder of the organisation's own mappings for `POST /inbound/<mapping>`. */
  readonly mappingsFolder: string | undefined;
  readonly access: AccessChoice;
  /** Requests per minute and caller; undefined for no limit. */
  readonly rateLimit: number | undefined;
  /** The GraphQL documents that are accepted; undefined for all. */
  readonly operations: ListedOperations | undefined;
  /** The lifetime of an unused browser session. */
  readonly sessionIdleMinutes: number;
  /** The lifetime of a browser session in use. */
  readonly sessionMinutes: number;
  /** The server's own certificate; undefined when TLS is terminated in front of the server, or not used. */
  readonly tlsCertificate: string | undefined;
  readonly tlsKey: string | undefined;
  /** The trusted issuer of tokens; undefined when tokens are not accepted. */
  readonly oidcIssuer: string | undefined;
  /** The required audience of tokens. */
  readonly oidcAudience: string | undefined;
  /** The client id for signing in with a browser; undefined when that is not offered. */
  readonly oidcClientId: string | undefined;
  /** Never shown or logged. */
  readonly oidcClientSecret: string | undefined;
  /** Maps claims to roles and scopes. */
  readonly oidcRoleMapping: RoleMapping | undefined;
  /** The signing secret of each source, by mapping. Never shown or logged. */
  readonly inboundSecrets: ReadonlyMap<string, string>;
}

/**
 * The allowed values, in words, for refusing a wrong one. The value itself is not repeated, because it may contain a password.
 */
export class NotAllowed {
  constructor(readonly allowed: string) {}
}

/**
 * A URL without path or query is left to the driver's own parser. Spaces and a missing host are typing errors for which we
 * have a better message.
 */
const EVENTSTOREDB = /^(esdb|kurrentdb)(\+discover)?:\/\/[^\s/?#]+\S*$/;
const MONGODB = /^mongodb(\+srv)?:\/\/[^\s/?#]+\S*$/;

/** Parses EVENT_LOG. Relative paths are resolved against `folder`. */
export function eventLogLocation(value: string, folder: string): EventLogLocation | NotAllowed {
  if (EVENTSTOREDB.test(value)) return { engine: 'eventstoredb', url: value };
  return embeddedLocation(value, folder) ?? new NotAllowed('file:<path>, esdb://<host>:2113?tls=false or esdb+discover://<host>');
}

/** Parses VIEW_STORE. Relative paths are resolved against `folder`. */
export function viewStoreLocation(value: string, folder: string): ViewStoreLocation | NotAllowed {
  if (MONGODB.test(value)) return { engine: 'mongodb', url: value };
  return (
    embeddedLocation(value, folder) ??
    new NotAllowed('file:<path>, mongodb://<host>:27017/<database> or mongodb+srv://<host>/<database>')
  );
}

function embeddedLocation(value: string, folder: string): EmbeddedLocation | undefined {
  if (value.startsWith('file://')) {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    // A host in a file URL is a relative path written wrongly: file://data/events.db.
    return url && url.host === '' && !url.pathname.endsWith('/') ? { engine: 'embedded', file: fileURLToPath(url) } : undefined;
  }
  const path = value.startsWith('file:') ? value.slice('file:'.length) : '';
  return path === '' || path.endsWith('/') || path.startsWith(':')
    ? undefined
    : { engine: 'embedded', file: resolve(folder, path) };
}

/** A location for display, without user, password and query. */
export function shownLocation(location: EventLogLocation | ViewStoreLocation): string {
  return location.engine === 'embedded' ? `file:${location.file}` : withoutCredentials(location.url);
}

/** A URL, well-formed or not, without parts that may be secret. */
export const withoutCredentials = (url: string): string => url.replace(/\?.*$/s, '').replace(/\/\/.*@/s, '//');

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Whether a server with this listening address is reachable from its own machine only. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

/** GraphiQL is for local exploration only; servers reachable from elsewhere do not offer it. */
export const offersGraphiql = ({ role, host }: Configuration): boolean => role !== 'projector' && isLoopback(host);
