import {
  eventLogLocation,
  NotAllowed,
  viewStoreLocation,
  withoutCredentials,
  ACCESS_CHOICES,
  type Configuration,
  LOG_LEVELS,
  ROLES,
} from './configuration.js';
import {
  HOST,
  isOrigin,
  issuer,
  listedOperations,
  minutesOfASession,
  oneOf,
  publicUrl,
  roleMapping,
  startOfDay,
} from './values.js';
import { ID_PATTERN } from '../../domain/kernel/fields.js';
import { resolve } from 'node:path';

/** An environment variable. The only place that defines its meaning, allowed values and default. */
export interface Variable<T> {
  readonly name: string;
  readonly default: string;
  readonly meaning: string;
  /** Why this is the default. */
  readonly reason: string;
  readonly parse: (value: string, folder: string) => T | NotAllowed;
  /** How to display a refused value; unchanged when absent. */
  readonly shown?: (value: string) => string;
}

/** Every variable that Rapport reads, by the property of the configuration that it sets. */
export const VARIABLES: { readonly [K in keyof Omit<Configuration, 'inboundSecrets'>]: Variable<Configuration[K]> } = {
  eventLog: {
    name: 'EVENT_LOG',
    default: 'file:./data/events.db',
    meaning:
      'Where the events are stored: an embedded file (`file:<path>`), or EventStoreDB (`esdb://…`, `esdb+discover://…`, or the same with `kurrentdb`).',
    reason: 'A file requires no installation. Use EventStoreDB to grow beyond one machine.',
    parse: eventLogLocation,
    shown: withoutCredentials,
  },
  viewStore: {
    name: 'VIEW_STORE',
    default: 'file:./data/views.db',
    meaning: 'Where the views are stored: an embedded file (`file:<path>`), or MongoDB (`mongodb://…`, `mongodb+srv://…`).',
    reason:
      'A file requires no installation. Views can be rebuilt from the events at any time, so the store can be changed later.',
    parse: viewStoreLocation,
    shown: withoutCredentials,
  },
  port: {
    name: 'PORT',
    default: '4000',
    meaning: 'Port of the HTTP server; `0` chooses a free port and prints it.',
    reason: 'The usual port of GraphQL servers in examples.',
    parse: (value) =>
      /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : new NotAllowed('a whole number from 0 to 65535'),
  },
  host: {
    name: 'HOST',
    default: '127.0.0.1',
    meaning: 'Address on which the HTTP server listens; `0.0.0.0` for all addresses of the machine.',
    reason: 'By default the server can only be reached from this machine.',
    parse: (value) => (HOST.test(value) ? value : new NotAllowed('a host name or an IP address, without scheme and port')),
  },
  allowedOrigins: {
    name: 'ALLOWED_ORIGINS',
    default: 'none',
    meaning:
      'Origins of web pages that may use the server besides its own, separated by commas: `https://rapport.example,http://localhost:5173`. ' +
      'Browsers get CORS headers for them, and a proxy may send their names as `Host`.',
    reason:
      'Otherwise a page of another site could send commands from a user’s browser with that user’s session. If the server listens only on ' +
      'this machine, if origins are set, or with `ACCESS=open`, it also refuses host names other than addresses, `localhost` and these origins: ' +
      'a page could point its own name at this server (DNS rebinding).',
    parse: (value) => {
      const origins = value === 'none' ? [] : value.split(',').map((origin) => origin.trim());
      return origins.every(isOrigin)
        ? origins
        : new NotAllowed('none, or origins such as https://rapport.example, separated by commas');
    },
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    default: 'none',
    meaning:
      'The address at which others reach the server, including a path that a proxy adds: `https://rapport.example`. The event feed uses it in the ' +
      'URLs of its event schemas; without it they are `urn:rapport:event:<Type>:v<version>`.',
    reason: 'The server cannot know its public name, and what a request says about it cannot be trusted.',
    parse: publicUrl,
  },
  role: {
    name: 'ROLE',
    default: 'all',
    meaning: 'What the process does: everything (`all`), only the HTTP side (`api`), or only updating the views (`projector`).',
    reason:
      'One process is enough at first. The other two roles need EventStoreDB and MongoDB: an embedded file can only be used by one process.',
    parse: oneOf(ROLES),
  },
  logLevel: {
    name: 'LOG_LEVEL',
    default: 'info',
    meaning: `Log level: ${LOG_LEVELS.map((level) => `\`${level}\``).join(', ')}.`,
    reason: '`info` logs starts, stops and what an operator must know, but not every request.',
    parse: oneOf(LOG_LEVELS),
  },
  organizationId: {
    name: 'ORGANIZATION_ID',
    default: 'hospital',
    meaning: 'Id of the organisation, written into every event. Letters, digits, `_` and `-`, up to 100 characters.',
    reason:
      'One installation serves one organisation. Set it before the first event if events of several organisations may ever be compared.',
    parse: (value) =>
      new RegExp(ID_PATTERN).test(value)
        ? value
        : new NotAllowed('letters, digits, _ and -, at most 100, beginning with a letter or digit'),
  },
  earliestDate: {
    name: 'EARLIEST_DATE',
    default: '1990-01-01',
    meaning: 'The earliest plausible day, UTC: a command or an import row with an earlier moment is refused.',
    reason:
      'Many systems write 0001-01-01, 1900-01-01 or 1970-01-01 for "none", which would make every duration decades long. Set an earlier day for older records.',
    parse: (value) => startOfDay(value) ?? new NotAllowed('a day in the past, such as 1990-01-01'),
  },
  startupWaitSeconds: {
    name: 'STARTUP_WAIT_SECONDS',
    default: '60',
    meaning: 'How many seconds to wait at start for EventStoreDB and MongoDB if they do not answer yet. `0`: do not wait.',
    reason:
      'Containers start at the same time, and a cluster elects a leader within seconds. If it takes longer than a minute, someone should be told.',
    parse: (value) =>
      /^\d{1,4}$/.test(value) && Number(value) <= 3_600
        ? Number(value)
        : new NotAllowed('a whole number of seconds from 0 to 3600'),
  },
  masterKeyFile: {
    name: 'MASTER_KEY_FILE',
    default: 'none',
    meaning:
      'File of the master key, which encrypts the keys of all texts and identities: 32 random bytes in base64. If it does not exist, the first ' +
      'start creates it, readable only by its own user. To rotate it, write a new key on a line before the old one and restart; the log reports ' +
      'when the old one can be removed.',
    reason:
      'With embedded files the default is `master.key` beside the views. With MongoDB there is no default and the start fails without it: a key stored beside the data that it encrypts protects nothing.',
    parse: (value, folder) => (value === 'none' ? undefined : resolve(folder, value)),
  },
  masterKey: {
    name: 'MASTER_KEY',
    default: 'none',
    meaning:
      'The master key itself instead of a file, from a secret store: the newest first, then older ones, separated by commas. It is never logged or shown.',
    reason: 'A file is less likely to be disclosed by accident than a variable.',
    parse: (value) => (value === 'none' ? undefined : value),
    shown: () => '…',
  },
  readsKeptYears: {
    name: 'READS_KEPT_YEARS',
    default: '6',
    meaning: 'How many years the read log (who read whose text, rating or survey) is kept.',
    reason:
      '45 CFR 164.316(b)(2)(i) requires documentation to be kept for six years; whether it applies to such records is a matter of interpretation.',
    parse: (value) => (/^[1-9]\d?$/.test(value) ? Number(value) : new NotAllowed('a whole number of years from 1 to 99')),
  },
  mappingsFolder: {
    name: 'MAPPINGS_FOLDER',
    default: 'none',
    meaning: 'Folder of your own mappings, `<name>.yaml`. `POST /inbound/<name>` uses them in preference to the shipped ones.',
    reason: 'Imports from the command line name the file of their mapping.',
    parse: (value, folder) => (value === 'none' ? undefined : resolve(folder, value)),
  },
  access: {
    name: 'ACCESS',
    default: 'configured',
    meaning:
      'Who may use the server. `configured`: callers with a token of OIDC_ISSUER or an API key (`rapport keys create`); if neither was ever set up, ' +
      'a server that listens only on this machine runs in development mode, and any other refuses to start. `development`: development mode even if ' +
      'there are keys. `open`: anyone who can reach the server may do everything.',
    reason:
      'Nobody gets access by mistake: a server that others can reach without authentication must be configured so explicitly. See docs/access.md.',
    parse: oneOf(ACCESS_CHOICES),
  },
  rateLimit: {
    name: 'RATE_LIMIT',
    default: '3000',
    meaning:
      'How many requests per minute one caller may send, over HTTP and WebSocket together; `none`: no limit, and no cost budget for roles. Each process counts separately, and only if callers are authenticated (see ACCESS).',
    reason:
      'Fifty per second is more than a person with many open pages needs. A busy integration has its own key and may need more.',
    parse: (value) =>
      value === 'none'
        ? undefined
        : /^[1-9]\d{0,6}$/.test(value)
          ? Number(value)
          : new NotAllowed('none, or a whole number of requests per minute'),
  },
  operations: {
    name: 'OPERATIONS',
    default: 'any',
    meaning:
      'Which GraphQL documents are accepted: `any`, or with `persisted:<file>` only those listed in the file, a JSON object of texts by their ' +
      'SHA-256 in hexadecimal. Any other document is refused with `OPERATION_NOT_LISTED`, including those of the explorer and GraphiQL.',
    reason: 'People who explore the API write their own documents. If only known programs use it, list theirs: docs/access.md.',
    parse: listedOperations,
  },
  sessionIdleMinutes: {
    name: 'SESSION_IDLE_MINUTES',
    default: '30',
    meaning: 'Minutes without a request after which a browser session ends, 1 to 720.',
    reason:
      'OWASP ASVS 4.0 (3.3.2, level 2) recommends this: a screen left unattended on a ward does not stay signed in until the evening.',
    parse: minutesOfASession,
  },
  sessionMinutes: {
    name: 'SESSION_MINUTES',
    default: '480',
    meaning:
      'Minutes after which a browser session ends even if it is in use, 1 to 720. Changes of roles, departments and teams at the issuer take effect in the next session; people who are still signed in at the issuer start it with a click.',
    reason: 'A working day. OWASP ASVS 4.0 (3.3.2, level 2) allows at most twelve hours.',
    parse: minutesOfASession,
  },
  tlsCertificate: {
    name: 'TLS_CERT',
    default: 'none',
    meaning:
      'File of the server’s certificate with its intermediate certificates, PEM. With TLS_KEY the server uses TLS itself, 1.2 or later.',
    reason: 'Not needed if the server is only used from its own machine. Otherwise set both, or let a proxy terminate TLS.',
    parse: (value, folder) => (value === 'none' ? undefined : resolve(folder, value)),
  },
  tlsKey: {
    name: 'TLS_KEY',
    default: 'none',
    meaning: 'File of the certificate’s private key, PEM.',
    reason: 'It belongs to the certificate of TLS_CERT.',
    parse: (value, folder) => (value === 'none' ? undefined : resolve(folder, value)),
  },
  oidcIssuer: {
    name: 'OIDC_ISSUER',
    default: 'none',
    meaning:
      'The OpenID Connect issuer whose tokens are accepted, exactly as it names itself: `https://login.example/realms/hospital`.',
    reason: 'People are authenticated by the organisation’s identity provider. Rapport stores no passwords.',
    parse: issuer,
  },
  oidcAudience: {
    name: 'OIDC_AUDIENCE',
    default: 'none',
    meaning: 'The audience (`aud`) that a token must have. Required with OIDC_ISSUER.',
    reason: 'A token that the same issuer gave to another program must not be accepted here.',
    parse: (value) => (value === 'none' ? undefined : value),
  },
  oidcClientId: {
    name: 'OIDC_CLIENT_ID',
    default: 'none',
    meaning:
      'The OpenID Connect client with which people sign in from a browser, at `/sign-in`: authorization code flow with PKCE. Its redirect address at the issuer is `PUBLIC_URL/sign-in/callback`.',
    reason: 'Programs send their own tokens and do not need it. Requires OIDC_ISSUER and PUBLIC_URL.',
    parse: (value) => (value === 'none' ? undefined : value),
  },
  oidcClientSecret: {
    name: 'OIDC_CLIENT_SECRET',
    default: 'none',
    meaning: 'The secret of that client. It is never logged or shown.',
    reason: 'A public client has no secret: PKCE protects the code.',
    parse: (value) => (value === 'none' ? undefined : value),
    shown: () => '…',
  },
  oidcRoleMapping: {
    name: 'OIDC_ROLE_MAPPING',
    default: 'none',
    meaning:
      'Which claims give which roles, departments and teams: a file, or the mapping itself in braces, as YAML or JSON (docs/access.md). Required with OIDC_ISSUER.',
    reason: 'Every issuer names groups differently, and roles must not be guessed.',
    parse: roleMapping,
  },
};

const SHORTEST_SECRET = 16;

/** One variable per mapping: the secret with which its source signs deliveries to `/inbound/<mapping>`. */
export const INBOUND_SECRET = {
  prefix: 'INBOUND_SECRET_',
  name: 'INBOUND_SECRET_<MAPPING>',
  meaning:
    'The secret with which a source system signs its deliveries to `/inbound/<mapping>`, named after the mapping in upper case with dashes as ' +
    `underscores: \`INBOUND_SECRET_ZAMMAD\`. At least ${SHORTEST_SECRET} characters. The mapping must exist and declare \`inbound\`. It is never logged or shown.`,
  reason: 'Without a secret nobody can deliver.',
  mappingOf: (name: string): string => name.slice('INBOUND_SECRET_'.length).toLowerCase().replaceAll('_', '-'),
  parse: (name: string, value: string): string | NotAllowed => {
    if (!/^INBOUND_SECRET_[A-Z0-9][A-Z0-9_]*$/.test(name))
      return new NotAllowed('INBOUND_SECRET_ followed by a mapping’s name in upper case');
    return value.length < SHORTEST_SECRET ? new NotAllowed(`a secret of at least ${SHORTEST_SECRET} characters`) : value;
  },
} as const;
