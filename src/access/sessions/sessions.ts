import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { AccessRole } from '../../domain/access/fields.js';
import { cookieOf } from '../credentials.js';
import type { SessionDoor } from '../doors.js';
import { type Identity, identityOf } from '../identity.js';
import type { Sides } from '../scope.js';
import type { SessionStore } from './session-store.js';

/** A working day. Whoever is let go at the issuer meanwhile is so here at its end at the latest. */
export const SESSION_MS = 8 * 3_600_000;
/** How long another process's sign-out may go unseen. */
const REMEMBERED_MS = 5_000;
const REMEMBERED = 5_000;

/** Somebody who has signed in, as a browser's session tells it. */
export interface SignedIn {
  readonly subject: string;
  readonly roles: readonly AccessRole[];
  readonly sides?: Sides | undefined;
  readonly everywhere?: boolean | undefined;
}

/** The sessions of browsers: a browser has a random number, the server all the rest. */
export class Sessions implements SessionDoor {
  readonly cookie: string;
  private readonly identities = new LRUCache<string, Identity>({ max: REMEMBERED, ttl: REMEMBERED_MS });

  /** @param isSecure whether browsers come by TLS: the cookie then goes nowhere else */
  constructor(
    private readonly store: SessionStore,
    isSecure: boolean,
  ) {
    this.cookie = isSecure ? '__Host-rapport_session' : 'rapport_session';
  }

  identify(cookies: string): Identity | undefined | Promise<Identity | undefined> {
    const secret = cookieOf(cookies, this.cookie);
    if (secret === undefined) return undefined;
    const known = this.identities.get(secret);
    return known?.holds() ? known : this.read(secret);
  }

  /** Begins a session. Returns the cookie's value: always a new one, so that nobody can have set it before. */
  async begin(signedIn: SignedIn): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const endsAt = new Date(Date.now() + SESSION_MS).toISOString();
    await this.store.put(idOf(secret), { value: JSON.stringify(signedIn), endsAt });
    return secret;
  }

  /** Ends the session of a browser. Returns who it was; undefined where it had none. */
  async end(cookies: string | undefined): Promise<SignedIn | undefined> {
    const secret = cookieOf(cookies, this.cookie);
    if (secret === undefined) return undefined;
    this.identities.delete(secret);
    const stored = await this.store.take(idOf(secret));
    return stored && (JSON.parse(stored.value) as SignedIn);
  }

  private async read(secret: string): Promise<Identity | undefined> {
    const stored = await this.store.get(idOf(secret));
    if (!stored) return undefined;
    const { subject, roles, sides, everywhere } = JSON.parse(stored.value) as SignedIn;
    const endsAt = Date.parse(stored.endsAt);
    const identity = identityOf({ subject, roles, sides, everywhere, holds: () => Date.now() < endsAt });
    this.identities.set(secret, identity);
    return identity;
  }
}

/** Whoever reads the store has no session by it. */
const idOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
