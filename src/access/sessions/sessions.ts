import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { AccessRole } from '../../domain/access.js';
import type { Assigned, AssignedTo } from '../access-register.js';
import { cookieOf } from '../credentials.js';
import type { SessionAuthenticator } from '../authenticator.js';
import { type Identity, identityOf } from '../identity.js';
import type { Sides } from '../scope.js';
import type { SessionStore } from './session-store.js';

/** How long a sign-out in another process may go unnoticed here. */
const REMEMBERED_MS = 5_000;
const MAX_CACHED = 5_000;
/** Maximum stored characters of a User-Agent header. */
const LONGEST_NAME = 200;
/** Share of the idle time after which use is written to the store, so that not every request causes a write. */
const NOTED_AFTER = 0.1;

/** A signed-in person, as stored in the browser's session. */
export interface SignedIn {
  readonly subject: string;
  readonly roles: readonly AccessRole[];
  readonly sides?: Sides | undefined;
  /** The issuer's session id (`sid`), where the issuer provides one. */
  readonly issuerSession?: string | undefined;
}

/** The stored form of a session. Times in epoch milliseconds. */
interface Kept extends SignedIn {
  /** User-Agent header of the browser at the sign-in. */
  readonly browser?: string | undefined;
  readonly begunAt: number;
  /** Absolute end, regardless of use. */
  readonly until: number;
}

/** A session as listed for its owner. */
export interface OwnSession {
  /** Identifies the session in `endOne`; not a credential. */
  readonly id: string;
  /** User-Agent header of the browser at the sign-in. */
  readonly browser: string | null;
  readonly begunAt: string;
  /** End, unless the session is used before. */
  readonly endsAt: string;
}

/** How long sessions last, in milliseconds. */
export interface SessionTimes {
  /** Maximum time without a request. */
  readonly idle: number;
  /**
   * Maximum time regardless of use. Revocations and role changes at the issuer take effect here at the end of the session at
   * the latest.
   */
  readonly longest: number;
}

/** Cached state of a session; its streams and WebSockets end with it. */
interface CachedSession {
  readonly identity: Identity;
  readonly assigned: Assigned;
  /** End unless the session is used, in epoch milliseconds. */
  endsAt: number;
  readAt: number;
}

/** Browser sessions: the browser holds a random number, the server all other state. Unused sessions end early. */
export class Sessions implements SessionAuthenticator {
  readonly cookie: string;
  private readonly cache = new LRUCache<string, CachedSession>({ max: MAX_CACHED });

  /**
   * @param isSecure whether browsers connect by TLS; if so the cookie is sent over TLS only
   * @param assignedTo looks up roles assigned in Rapport, in addition to those from the issuer at sign-in
   * @param marks stores the sign-outs at the issuer; separate where a store is limited, or each would cost a session its place
   */
  constructor(
    private readonly store: SessionStore,
    isSecure: boolean,
    readonly times: SessionTimes,
    private readonly assignedTo: AssignedTo,
    private readonly marks: SessionStore = store,
  ) {
    this.cookie = isSecure ? '__Host-rapport_session' : 'rapport_session';
  }

  identify(cookies: string): Identity | undefined | Promise<Identity | undefined> {
    const secret = cookieOf(cookies, this.cookie);
    if (secret === undefined) return undefined;
    const cached = this.cache.get(secret);
    const isFresh = cached && cached.readAt + REMEMBERED_MS > Date.now() && cached.identity.holds();
    return isFresh ? cached.identity : this.read(secret);
  }

  /** Begins a session. Returns a new cookie value each time, to prevent session fixation. @param browser its User-Agent header */
  async begin(signedIn: SignedIn, browser?: string): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const begunAt = Date.now();
    const until = begunAt + this.times.longest;
    const session: Kept = { ...signedIn, browser: browser?.slice(0, LONGEST_NAME), begunAt, until };
    const stored = { value: JSON.stringify(session), endsAt: instant(this.idleEnd(until)), owner: signedIn.subject };
    await this.store.put(idOf(secret), stored);
    return secret;
  }

  /** Ends the session of a browser. Returns who was signed in; undefined where there was no session. */
  async end(cookies: string | undefined): Promise<SignedIn | undefined> {
    const secret = cookieOf(cookies, this.cookie);
    if (secret === undefined) return undefined;
    this.forget(secret);
    const stored = await this.store.take(idOf(secret));
    return stored && (JSON.parse(stored.value) as SignedIn);
  }

  /** The sessions of a person, latest first. */
  async of(subject: string): Promise<readonly OwnSession[]> {
    const stored = [...(await this.store.ofOwner(subject))].map(([id, { value, endsAt }]) => ({
      ...{ id, endsAt },
      kept: JSON.parse(value) as Kept,
    }));
    const isOver = await Promise.all(stored.map(({ kept }) => this.isSignedOut(kept)));
    return stored
      .filter((_, place) => !isOver[place])
      .sort((a, b) => b.kept.begunAt - a.kept.begunAt)
      .map(({ id, endsAt, kept }) => ({ id, browser: kept.browser ?? null, begunAt: instant(kept.begunAt), endsAt }));
  }

  /** The id under which the session in these cookies is listed; undefined without a session cookie. */
  idIn(cookies: string | undefined): string | undefined {
    const secret = cookieOf(cookies, this.cookie);
    return secret === undefined ? undefined : idOf(secret);
  }

  /** Ends one session of a person, in this or another browser. Returns false if the person has no such session. */
  async endOne(subject: string, id: string): Promise<boolean> {
    if ((await this.store.get(id))?.owner !== subject) return false;
    await this.store.remove(id);
    this.rereadAll();
    return true;
  }

  /**
   * Ends, in every process, the sessions begun up to a moment: those of one session at the issuer, or all of a subject. Other
   * processes notice as they do other sign-outs.
   */
  async endAll({ subject, issuerSession }: Partial<SignedIn>, at: number): Promise<void> {
    const mark = issuerSession === undefined ? ofSubject(subject!) : ofIssuerSession(issuerSession);
    await this.marks.put(mark, { value: String(at), endsAt: instant(Date.now() + this.times.longest) });
    this.rereadAll();
  }

  private async isSignedOut({ subject, issuerSession, begunAt }: Kept): Promise<boolean> {
    const marks = [ofSubject(subject), ...(issuerSession === undefined ? [] : [ofIssuerSession(issuerSession)])];
    const found = await Promise.all(marks.map((mark) => this.marks.get(mark)));
    return found.some((mark) => mark !== undefined && begunAt <= Number(mark.value));
  }

  private async read(secret: string): Promise<Identity | undefined> {
    const found = await this.stored(secret);
    if (!found) return undefined;
    const endsAt = await this.used(secret, found.endsAt, this.idleEnd(found.kept.until));
    let cached = this.cache.get(secret);
    if (!cached?.assigned.holds()) this.cache.set(secret, (cached = this.sessionOf(secret, found.kept)));
    Object.assign(cached, { endsAt, readAt: Date.now() });
    return cached.identity;
  }

  private async stored(secret: string): Promise<{ readonly kept: Kept; readonly endsAt: number } | undefined> {
    const stored = await this.store.get(idOf(secret));
    const kept = stored && (JSON.parse(stored.value) as Kept);
    if (kept && Date.now() < kept.until && !(await this.isSignedOut(kept))) return { kept, endsAt: Date.parse(stored.endsAt) };
    this.forget(secret);
    return undefined;
  }

  /** Records use of the session. Returns its new end. */
  private async used(secret: string, endsAt: number, extended: number): Promise<number> {
    if (extended - endsAt < NOTED_AFTER * this.times.idle) return endsAt;
    await this.store.extend(idOf(secret), instant(extended));
    return extended;
  }

  private sessionOf(secret: string, { subject, roles, sides }: SignedIn): CachedSession {
    const assigned = this.assignedTo(subject);
    const holds = () => Date.now() < session.endsAt && assigned.holds();
    // Another process may have ended or extended the session. While the store is unavailable, rely on the cached end.
    const stillHolds = async () => {
      const found = await this.stored(secret).catch(() => session);
      session.endsAt = found?.endsAt ?? 0;
      return holds();
    };
    const identity = identityOf({ subject, roles, sides, assigned: assigned.roles, holds, stillHolds });
    const session: CachedSession = { identity, assigned, endsAt: 0, readAt: 0 };
    return session;
  }

  /** Makes the next request of each cached session read the store again. */
  private rereadAll(): void {
    for (const cached of this.cache.values()) cached.readAt = -Infinity;
  }

  private forget(secret: string): void {
    const cached = this.cache.get(secret);
    if (cached) cached.endsAt = 0;
    this.cache.delete(secret);
  }

  private idleEnd(until: number): number {
    return Math.min(until, Date.now() + this.times.idle);
  }
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Store key of the mark that records a sign-out at the issuer. */
const ofSubject = (subject: string): string => `signed out ${subject}`;
const ofIssuerSession = (id: string): string => `signed out ${idOf(id)}`;

/** Hashes the secret, so that read access to the store gives no usable session. */
const idOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
