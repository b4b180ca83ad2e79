import { ACCESS_ROLES } from '../domain/access.js';
import { RapportError } from '../domain/kernel/errors.js';
import { ID_PATTERN } from '../domain/kernel/fields.js';
import { CallerLimits } from './caller-limits.js';
import { bearerOf, cookieOf, type Credentials, ROLE_COOKIE, ROLE_HEADER, unauthenticated } from './credentials.js';
import { type Identity, identityOf } from './identity.js';
import { isKey, type KeyRing } from './keys/key-ring.js';
import type { Tokens } from './oidc/tokens.js';
import { isAccessRole } from './roles.js';

/**
 * Who is let in. CLOSED: callers with a token, a key or a session. DEVELOPMENT: everyone on this machine. OPEN: everyone who
 * reaches the server.
 */
export type AccessMode = 'CLOSED' | 'DEVELOPMENT' | 'OPEN';

/** Identifies the caller of a request. Provided under AUTHENTICATOR. */
export interface Authenticator {
  readonly mode: AccessMode;
  /** Rate limits per caller. */
  readonly limits: CallerLimits;
  /** The notice shown to every visitor; undefined where credentials are required. */
  readonly notice: string | undefined;
  /**
   * Synchronous where the credentials are cached.
   * @throws RapportError UNAUTHENTICATED; ISSUER_UNAVAILABLE when the issuer cannot be asked now
   */
  identify(credentials: Credentials): Identity | Promise<Identity>;
}
/** Injection token of the authenticator. */
export const AUTHENTICATOR = Symbol('Authenticator');

/** Identifies a signed-in browser by its cookie. */
export interface SessionAuthenticator {
  /** Undefined where the browser has no session. */
  identify(cookie: string): Identity | undefined | Promise<Identity | undefined>;
}

export interface AuthenticatorOptions {
  readonly mode: AccessMode;
  /** Requests per minute and caller; undefined: unlimited. Ignored in the modes that cannot tell callers apart. */
  readonly perMinute?: number | undefined;
  readonly keys: KeyRing;
  readonly tokens?: Tokens | undefined;
  readonly sessions?: SessionAuthenticator | undefined;
}

const NOTICES: Readonly<Record<AccessMode, string | undefined>> = {
  CLOSED: undefined,
  DEVELOPMENT:
    'DEVELOPMENT MODE: anyone who uses this machine may do everything, in any role. Set OIDC_ISSUER, or create a key, before others can reach this server.',
  OPEN: 'ACCESS=open: anyone who can reach this server may read, record and change everything, under any name.',
};

/**
 * Identifies callers by the credentials of a request. A token, key or session is honoured in every mode, also where callers
 * without credentials are let in.
 */
export class CredentialAuthenticator implements Authenticator {
  readonly mode: AccessMode;
  readonly notice: string | undefined;
  readonly limits: CallerLimits;

  constructor(private readonly options: AuthenticatorOptions) {
    this.mode = options.mode;
    this.notice = NOTICES[options.mode];
    this.limits = new CallerLimits(options.mode === 'CLOSED' ? options.perMinute : undefined);
  }

  identify(credentials: Credentials): Identity | Promise<Identity> {
    const { authorization, cookie } = credentials;
    const { sessions } = this.options;
    if (authorization !== undefined) return this.byBearer(bearerOf(authorization));
    const signedIn = cookie === undefined ? undefined : sessions?.identify(cookie);
    if (signedIn === undefined) return this.withoutAccount(credentials);
    if (!(signedIn instanceof Promise)) return signedIn;
    return signedIn.then((identity) => identity ?? this.withoutAccount(credentials));
  }

  private byBearer(bearer: string): Identity | Promise<Identity> {
    const { keys, tokens } = this.options;
    if (isKey(bearer)) return keys.identify(bearer);
    if (tokens) return tokens.identify(bearer);
    throw unauthenticated('This server accepts only API keys: no issuer of tokens is configured.', 'authorization');
  }

  private withoutAccount(credentials: Credentials): Identity {
    const { mode } = this.options;
    if (mode === 'CLOSED') throw unauthenticated('The request contains no credentials.');
    if (mode === 'DEVELOPMENT' && credentials.isForwarded === true) {
      throw unauthenticated(
        'The request was forwarded by a proxy, and in development mode only requests from this machine are accepted.',
      );
    }
    return chosenIdentity(credentials);
  }
}

/**
 * The identity of callers without an account, where the mode allows them. Commands that name no actor are recorded under
 * `api`.
 */
const ADMINISTRATOR = identityOf({
  subject: 'api',
  roles: ['ADMINISTRATOR'],
  actor: { kind: 'SYSTEM', ref: 'api' },
});

/** Bounded, because the text may name any number of departments. */
const MAX_CACHED = 100;
const chosen = new Map<string, Identity>();

/**
 * The role that a client chose to try out, in the header or the cookie: `DEPARTMENT_MANAGER departments=radiology,icu
 * teams=desk`. Without departments and teams it covers the whole organisation. The administrator where no role is chosen.
 * @throws RapportError INVALID_INPUT where the text names no role
 */
export function chosenIdentity({ role, cookie }: Credentials): Identity {
  const text = role ?? cookieOf(cookie, ROLE_COOKIE);
  if (text === undefined || text === '') return ADMINISTRATOR;
  const cached = chosen.get(text);
  if (cached) return cached;
  const identity = parsed(text);
  if (chosen.size >= MAX_CACHED) chosen.clear();
  chosen.set(text, identity);
  return identity;
}

function parsed(text: string): Identity {
  const [name = '', ...narrowings] = text.trim().split(/\s+/);
  const sides = { departments: [] as readonly string[], teams: [] as readonly string[] };
  for (const narrowing of narrowings) {
    const [, side, ids = ''] = /^(departments|teams)=(.+)$/.exec(narrowing) ?? [];
    const listed = ids.split(',');
    if (side === undefined || !listed.every((id) => new RegExp(ID_PATTERN).test(id))) throw wrong(text);
    sides[side as keyof typeof sides] = listed;
  }
  if (!isAccessRole(name)) throw wrong(text);
  const subject = `development-${name.toLowerCase().replaceAll('_', '-')}`;
  return identityOf({ subject, roles: [name], sides, everywhere: narrowings.length === 0 });
}

const wrong = (text: string) =>
  new RapportError('INVALID_INPUT', `"${text.slice(0, 100)}" does not name a role`, {
    field: ROLE_HEADER,
    remedy: `Give one of ${ACCESS_ROLES.join(', ')}, and add departments=<id>,<id> or teams=<id>,<id> to limit it.`,
  });
