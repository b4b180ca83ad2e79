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
      'Where the events are kept: a file of ours (`file:<path>`), or EventStoreDB (`esdb://…`, `esdb+discover://…`, `kurrentdb` likewise).',
    reason: 'A file needs nothing installed. Point it at EventStoreDB to grow past one machine.',
    parse: eventLogLocation,
    shown: withoutCredentials,
  },
  viewStore: {
    name: 'VIEW_STORE',
    default: 'file:./data/views.db',
    meaning: 'Where the views are kept: a file of ours (`file:<path>`), or MongoDB (`mongodb://…`, `mongodb+srv://…`).',
    reason: 'A file needs nothing installed. Views can be rebuilt from the events at any time, so moving them costs no history.',
    parse: viewStoreLocation,
    shown: withoutCredentials,
  },
  port: {
    name: 'PORT',
    default: '4000',
    meaning: 'Port of the HTTP server; `0` takes a free one and prints it.',
    reason: 'The usual port of GraphQL servers in examples.',
    parse: (value) =>
      /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : new NotAllowed('a whole number from 0 to 65535'),
  },
  host: {
    name: 'HOST',
    default: '127.0.0.1',
    meaning: 'Address that the HTTP server listens on; `0.0.0.0` for all of the machine’s.',
    reason: 'Reachable from this machine only, until somebody decides otherwise.',
    parse: (value) => (HOST.test(value) ? value : new NotAllowed('a host name or an IP address, without scheme and port')),
  },
  allowedOrigins: {
    name: 'ALLOWED_ORIGINS',
    default: 'none',
    meaning:
      'Origins of web pages that may use the server besides its own, separated by commas: `https://rapport.example,http://localhost:5173`. ' +
      'Browsers get CORS answers for them, and a proxy may pass on their names as `Host`.',
    reason:
      'A page of somebody else must not send commands from a user’s browser, which would carry that user’s session. As long as the server listens on ' +
      'this machine alone, origins are named, or `ACCESS=open`, it also refuses names that are neither addresses, `localhost` nor among them: ' +
      'a page could let a name of its own point here.',
    parse: (value) => {
      const origins = value === 'none' ? [] : value.split(',').map((origin) => origin.trim());
      return origins.every(isOrigin)
        ? origins
        : new NotAllowed('none, or origins like https://rapport.example, separated by commas');
    },
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    default: 'none',
    meaning:
      'How others reach the server, a path included where a proxy adds one: `https://rapport.example`. The event feed names the schemas of its ' +
      'events by it; without it by `urn:rapport:event:<Type>:v<version>`.',
    reason: 'A server does not know by which name it is reached, and what a request says of it is not to be trusted.',
    parse: publicUrl,
  },
  role: {
    name: 'ROLE',
    default: 'all',
    meaning: 'What the process does: `all`, only the HTTP side (`api`), or only keeping the views (`projector`).',
    reason: 'One process is enough until it is not. The other two need EventStoreDB and MongoDB: an embedded file has one owner.',
    parse: oneOf(ROLES),
  },
  logLevel: {
    name: 'LOG_LEVEL',
    default: 'info',
    meaning: `How much is logged: ${LOG_LEVELS.map((level) => `\`${level}\``).join(', ')}.`,
    reason: 'Starts, stops and what an operator must know, but not every request.',
    parse: oneOf(LOG_LEVELS),
  },
  organizationId: {
    name: 'ORGANIZATION_ID',
    default: 'hospital',
    meaning: 'Id of the organisation, written into every event. Letters, digits, `_` and `-`, up to 100 characters.',
    reason: 'One installation serves one organisation; set it before the first event if events of several will ever be compared.',
    parse: (value) =>
      new RegExp(ID_PATTERN).test(value)
        ? value
        : new NotAllowed('letters, digits, _ and -, up to 100, beginning with a letter or digit'),
  },
  earliestDate: {
    name: 'EARLIEST_DATE',
    default: '1990-01-01',
    meaning:
      'The day, UTC, before which no moment is believed: a command or a row of an import that tells of an earlier one is refused.',
    reason:
      'Many systems write 0001-01-01, 1900-01-01 or 1970-01-01 for "none", which would age every clock by decades. Set it earlier for records that are older.',
    parse: (value) => startOfDay(value) ?? new NotAllowed('a day that has begun, like 1990-01-01'),
  },
  startupWaitSeconds: {
    name: 'STARTUP_WAIT_SECONDS',
    default: '60',
    meaning: 'How long EventStoreDB and MongoDB are waited for when Rapport starts and they do not answer yet. `0`: not at all.',
    reason:
      'Containers start side by side, and a cluster elects a leader in seconds. What takes longer than a minute somebody must hear of.',
    parse: (value) =>
      /^\d{1,4}$/.test(value) && Number(value) <= 3_600
        ? Number(value)
        : new NotAllowed('a whole number of seconds from 0 to 3600'),
  },
  masterKeyFile: {
    name: 'MASTER_KEY_FILE',
    default: 'none',
    meaning:
      'File of the master key, which opens the keys of all texts and identities: 32 random bytes in base64. One that is not there is made at the ' +
      'first start, for its own user alone. To rotate, write a new key on a line before the old one and start again; the log says when the old one can go.',
    reason:
      'In files at home it is `master.key` beside the views. With MongoDB the start refuses until one is named: a key that stands beside what it opens protects nothing.',
    parse: (value, folder) => (value === 'none' ? undefined : resolve(folder, value)),
  },
  masterKey: {
    name: 'MASTER_KEY',
    default: 'none',
    meaning:
      'The master key itself instead of a file, from a secret store: the newest first, older ones behind commas. It is never logged nor shown.',
    reason: 'A file is harder to pass on by accident than a variable.',
    parse: (value) => (value === 'none' ? undefined : value),
    shown: () => '…',
  },
  readsKeptYears: {
    name: 'READS_KEPT_YEARS',
    default: '6',
    meaning: 'After how many years the record of who looked at whose text, rating or survey goes.',
    reason: 'As long as 45 CFR 164.316(b)(2)(i) has documentation kept; whether it covers such records is a matter of reading.',
    parse: (value) => (/^[1-9]\d?$/.test(value) ? Number(value) : new NotAllowed('a whole number of years from 1 to 99')),
  },
  mappingsFolder: {
    name: 'MAPPINGS_FOLDER',
    default: 'none',
    meaning: 'Folder of your own mappings, `<name>.yaml`, that `POST /inbound/<name>` takes before the shipped ones.',
    reason: 'What is imported from the command line names its mapping’s file.',
    parse: (value, folder) => (value === 'none' ? undefined : resolve(folder, value)),
  },
  access: {
    name: 'ACCESS',
    default: 'configured',
    meaning:
      'Who is let in. `configured`: who shows a token of OIDC_ISSUER or a key (`rapport keys create`); where there never was either, on this machine alone ' +
      'development mode, else the server does not start. `development`: that mode though there are keys. `open`: everybody who reaches it may do everything.',
    reason:
      'Nobody is let in by oversight: a server that others reach without accounts has to say so in so many words. See docs/access.md.',
    parse: oneOf(ACCESS_CHOICES),
  },
  rateLimit: {
    name: 'RATE_LIMIT',
    default: '3000',
    meaning:
      'How many requests a minute one caller may send, over HTTP and WebSocket together; `none`: any number, and no budget of cost a role either. A process counts for itself, and only where callers are told apart (see ACCESS).',
    reason:
      'Fifty a second is more than a person with many pages open needs. A busy integration has its own key, and may need more.',
    parse: (value) =>
      value === 'none'
        ? undefined
        : /^[1-9]\d{0,6}$/.test(value)
          ? Number(value)
          : new NotAllowed('none, or a whole number of requests a minute'),
  },
  operations: {
    name: 'OPERATIONS',
    default: 'any',
    meaning:
      'Which GraphQL documents are taken: `any`, or `persisted:<file>` for those alone that the file lists, JSON of texts by their SHA-256 in hexadecimal. ' +
      'Any other is refused with `OPERATION_NOT_LISTED`, those of the explorer and GraphiQL included.',
    reason: 'Who tries out writes questions of their own. Where only known programs ask, list theirs: docs/access.md.',
    parse: listedOperations,
  },
  sessionIdleMinutes: {
    name: 'SESSION_IDLE_MINUTES',
    default: '30',
    meaning: 'After how many minutes without a request a browser’s session ends, 1 to 720.',
    reason: 'What OWASP ASVS 4.0 (3.3.2, level 2) asks for: a screen that somebody left on a ward is not open until the evening.',
    parse: minutesOfASession,
  },
  sessionMinutes: {
    name: 'SESSION_MINUTES',
    default: '480',
    meaning:
      'After how many minutes a browser’s session ends, however much it is used, 1 to 720. Roles, departments and teams that the issuer has changed count from the next one on: while people are signed in there, it begins by a click.',
    reason: 'A working day; twelve hours are the most that OWASP ASVS 4.0 (3.3.2, level 2) allows.',
    parse: minutesOfASession,
  },
  tlsCertificate: {
    name: 'TLS_CERT',
    default: 'none',
    meaning:
      'File of the server’s certificate with those that lead to its root, PEM. With TLS_KEY the server speaks TLS itself, 1.2 or later.',
    reason: 'At one’s own machine there is nothing to guard. Beyond it, set both, or have something in front end TLS.',
    parse: (value, folder) => (value === 'none' ? undefined : resolve(folder, value)),
  },
  tlsKey: {
    name: 'TLS_KEY',
    default: 'none',
    meaning: 'File of the certificate’s private key, PEM.',
    reason: 'It belongs to the certificate.',
    parse: (value, folder) => (value === 'none' ? undefined : resolve(folder, value)),
  },
  oidcIssuer: {
    name: 'OIDC_ISSUER',
    default: 'none',
    meaning:
      'The OpenID Connect issuer whose tokens are believed, exactly as they name it: `https://login.example/realms/hospital`.',
    reason: 'Who people are is known elsewhere. Rapport keeps no passwords.',
    parse: issuer,
  },
  oidcAudience: {
    name: 'OIDC_AUDIENCE',
    default: 'none',
    meaning: 'The audience (`aud`) for which a token has to be issued. Needed with OIDC_ISSUER.',
    reason: 'A token that the same issuer gave for another program must open nothing here.',
    parse: (value) => (value === 'none' ? undefined : value),
  },
  oidcClientId: {
    name: 'OIDC_CLIENT_ID',
    default: 'none',
    meaning:
      'The client as which people sign in with a browser, at `/sign-in`: authorization code flow with PKCE. Its redirect address at the issuer is `PUBLIC_URL/sign-in/callback`.',
    reason: 'Programs bring tokens of their own. Needs OIDC_ISSUER and PUBLIC_URL.',
    parse: (value) => (value === 'none' ? undefined : value),
  },
  oidcClientSecret: {
    name: 'OIDC_CLIENT_SECRET',
    default: 'none',
    meaning: 'The secret of that client. It is never logged nor shown.',
    reason: 'A public client has none: PKCE guards the code.',
    parse: (value) => (value === 'none' ? undefined : value),
    shown: () => '…',
  },
  oidcRoleMapping: {
    name: 'OIDC_ROLE_MAPPING',
    default: 'none',
    meaning:
      'Which claims give which roles, departments and teams: a file, or the mapping itself in braces, as YAML or JSON (docs/access.md). Needed with OIDC_ISSUER.',
    reason: 'Every issuer names groups in its own way, and a role that nobody declared is not to be guessed.',
    parse: roleMapping,
  },
};

const SHORTEST_SECRET = 16;

/** One variable per mapping: the secret with which its source signs deliveries to `/inbound/<mapping>`. */
export const INBOUND_SECRET = {
  prefix: 'INBOUND_SECRET_',
  name: 'INBOUND_SECRET_<MAPPING>',
  meaning:
    'The secret with which a source system signs what it posts to `/inbound/<mapping>`, the mapping’s name in upper case with dashes as ' +
    `underscores: \`INBOUND_SECRET_ZAMMAD\`. At least ${SHORTEST_SECRET} characters. The mapping must be there and declare \`inbound\`. It is never logged nor shown.`,
  reason: 'Nobody can post until somebody decides so.',
  mappingOf: (name: string): string => name.slice('INBOUND_SECRET_'.length).toLowerCase().replaceAll('_', '-'),
  parse: (name: string, value: string): string | NotAllowed => {
    if (!/^INBOUND_SECRET_[A-Z0-9][A-Z0-9_]*$/.test(name))
      return new NotAllowed('a mapping’s name in upper case behind INBOUND_SECRET_');
    return value.length < SHORTEST_SECRET ? new NotAllowed(`a secret of at least ${SHORTEST_SECRET} characters`) : value;
  },
} as const;
