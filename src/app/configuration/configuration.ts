import type { RoleMapping } from '../../access/oidc/role-mapping.js';
import type { ListedOperations } from '../../graphql/server/listed-operations.js';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a process of Rapport does: everything, only the HTTP side, or only keeping the views. */
export const ROLES = ['all', 'api', 'projector'] as const;
export type Role = (typeof ROLES)[number];

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A file of ours, by its absolute path. */
export interface EmbeddedLocation {
  readonly engine: 'embedded';
  readonly file: string;
}
export type EventLogLocation = EmbeddedLocation | { readonly engine: 'eventstoredb'; readonly url: string };
export type ViewStoreLocation = EmbeddedLocation | { readonly engine: 'mongodb'; readonly url: string };

/** CONFIGURED: as the other variables and the keys on record say. */
export const ACCESS_CHOICES = ['configured', 'development', 'open'] as const;
export type AccessChoice = (typeof ACCESS_CHOICES)[number];

/** The environment, validated. */
export interface Configuration {
  readonly eventLog: EventLogLocation;
  readonly viewStore: ViewStoreLocation;
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  /** Origins of web pages that may use the server besides its own. */
  readonly allowedOrigins: readonly string[];
  /** How others reach the server, without a slash at its end; undefined where that is not known. */
  readonly publicUrl: string | undefined;
  readonly role: Role;
  readonly logLevel: LogLevel;
  readonly organizationId: string;
  /** Moments before it are refused, UTC. */
  readonly earliestDate: string;
  /** How long a server of EVENT_LOG or VIEW_STORE is waited for at the start. */
  readonly startupWaitSeconds: number;
  /** The file of the master key, where somebody named one. */
  readonly masterKeyFile: string | undefined;
  /** The master key itself. Never shown, never logged. */
  readonly masterKey: string | undefined;
  /** After how many years it is forgotten who looked at what. */
  readonly readsKeptYears: number;
  /** Where one's own mappings are that `POST /inbound/<mapping>` may name. */
  readonly mappingsFolder: string | undefined;
  readonly access: AccessChoice;
  /** Requests a minute of one caller; undefined: any number. */
  readonly rateLimit: number | undefined;
  /** The GraphQL documents that are taken; undefined: all. */
  readonly operations: ListedOperations | undefined;
  /** How long a browser's session lasts that nobody uses. */
  readonly sessionIdleMinutes: number;
  /** How long a browser's session lasts, however much it is used. */
  readonly sessionMinutes: number;
  /** Our own certificate; undefined: TLS ends in front of us, or there is none. */
  readonly tlsCertificate: string | undefined;
  readonly tlsKey: string | undefined;
  /** Who issues the tokens that are believed; undefined: nobody. */
  readonly oidcIssuer: string | undefined;
  /** For whom a token has to be issued. */
  readonly oidcAudience: string | undefined;
  /** As whom people sign in with a browser; undefined: they do not. */
  readonly oidcClientId: string | undefined;
  /** Never shown, never logged. */
  readonly oidcClientSecret: string | undefined;
  /** What claims mean. */
  readonly oidcRoleMapping: RoleMapping | undefined;
  /** By mapping, what its source signs with. Never shown, never logged. */
  readonly inboundSecrets: ReadonlyMap<string, string>;
}

/** What is allowed in words, for the refusal of a value that is not. Never repeats the value: it may carry a password. */
export class NotAllowed {
  constructor(readonly allowed: string) {}
}

/** Without path or query the driver's own parser decides; with spaces or without a host it is a slip that we can name better. */
const EVENTSTOREDB = /^(esdb|kurrentdb)(\+discover)?:\/\/[^\s/?#]+\S*$/;
const MONGODB = /^mongodb(\+srv)?:\/\/[^\s/?#]+\S*$/;

/** Reads EVENT_LOG. A relative file is meant from `folder`. */
export function eventLogLocation(value: string, folder: string): EventLogLocation | NotAllowed {
  if (EVENTSTOREDB.test(value)) return { engine: 'eventstoredb', url: value };
  return embeddedLocation(value, folder) ?? new NotAllowed('file:<path>, esdb://<host>:2113?tls=false or esdb+discover://<host>');
}

/** Reads VIEW_STORE. A relative file is meant from `folder`. */
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
    // A host in a file URL is a relative path gone wrong: file://data/events.db.
    return url && url.host === '' && !url.pathname.endsWith('/') ? { engine: 'embedded', file: fileURLToPath(url) } : undefined;
  }
  const path = value.startsWith('file:') ? value.slice('file:'.length) : '';
  return path === '' || path.endsWith('/') || path.startsWith(':')
    ? undefined
    : { engine: 'embedded', file: resolve(folder, path) };
}

/** A location as it may be shown: user and password, and whatever the query may carry, left out. */
export function shownLocation(location: EventLogLocation | ViewStoreLocation): string {
  return location.engine === 'embedded' ? `file:${location.file}` : withoutCredentials(location.url);
}

/** A URL, well-formed or not, without what may be secret in it. */
export const withoutCredentials = (url: string): string => url.replace(/\?.*$/s, '').replace(/\/\/.*@/s, '//');

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Whether a server that listens on this address is reached from its own machine alone. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

/** GraphiQL is for looking around at one's own machine; whoever serves others decides on a client of their own. */
export const offersGraphiql = ({ role, host }: Configuration): boolean => role !== 'projector' && isLoopback(host);
