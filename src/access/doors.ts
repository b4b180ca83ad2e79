import type { AccessMode, Authenticator } from './authenticator.js';
import { CallerLimits } from './caller-limits.js';
import { chosenIdentity } from './chosen-role.js';
import { bearerOf, type Credentials, unauthenticated } from './credentials.js';
import type { Identity } from './identity.js';
import { isKey, type KeyRing } from './keys/key-ring.js';
import type { Tokens } from './oidc/tokens.js';

/** Who knows a browser that has signed in, by its cookie. */
export interface SessionDoor {
  /** Undefined where the browser has no session. */
  identify(cookie: string): Identity | undefined | Promise<Identity | undefined>;
}

export interface DoorsOptions {
  readonly mode: AccessMode;
  /** Requests a minute of one caller; undefined: any number. Where callers are not told apart, nobody is counted. */
  readonly perMinute?: number | undefined;
  readonly keys: KeyRing;
  readonly tokens?: Tokens | undefined;
  readonly sessions?: SessionDoor | undefined;
}

const NOTICES: Readonly<Record<AccessMode, string | undefined>> = {
  CLOSED: undefined,
  DEVELOPMENT:
    'DEVELOPMENT MODE: whoever is at this machine may do everything, in whatever role he chooses. Set OIDC_ISSUER, or make a key, before others come here.',
  OPEN: 'ACCESS=open: everybody who reaches this server may read, record and change everything, under any name.',
};

/** Every way in, behind one door: what comes with a token, a key or a session is who that says, also where others are let in without. */
export class Doors implements Authenticator {
  readonly mode: AccessMode;
  readonly notice: string | undefined;
  readonly limits: CallerLimits;

  constructor(private readonly options: DoorsOptions) {
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
    throw unauthenticated('This server takes keys alone: it knows no issuer of tokens.', 'authorization');
  }

  private withoutAccount(credentials: Credentials): Identity {
    const { mode } = this.options;
    if (mode === 'CLOSED') throw unauthenticated('Nobody is known to ask.');
    if (mode === 'DEVELOPMENT' && credentials.isForwarded === true) {
      throw unauthenticated('The request was passed on from elsewhere, and in development mode only this machine is let in.');
    }
    return chosenIdentity(credentials);
  }
}
