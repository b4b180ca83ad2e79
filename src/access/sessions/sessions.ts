import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { AccessRole } from '../../domain/access.js';
import type { Assigned, AssignedTo } from '../access-register.js';
import { cookieOf } from '../credentials.js';
import type { SessionAuthenticator } from '../authenticator.js';
import { type Identity, identityOf } from '../identity.js';
import type { Sides } from '../scope.js';
import type { SessionStore } from './session-store.js';

/** How long another process's sign-out may go unseen. */
const REMEMBERED_MS = 5_000;
const MAX_CACHED = 5_000;
/** Characters kept of a User-Agent header. */
const LONGEST_NAME = 200;
/** Use is written down as soon as so much of the idle time has passed, and not with each request. */
const NOTED_AFTER = 0.1;

/** Somebody who has signed in, as a browser's session tells it. */
export interface SignedIn {
  readonly subject: string;
  readonly roles: readonly AccessRole[];
  readonly sides?: Sides | undefined;
  /** What the issuer calls their session there, where it says. */
  readonly issuerSession?: string | undefined;
}

/** What the store keeps of it. Milliseconds. */
interface Kept extends SignedIn {
  /** User-Agent header of the browser at the sign-in. */
  readonly browser?: string | undefined;
  readonly begunAt: number;
  /** When it ends, however much it is used. */
  readonly until: number;
}

/** A session as listed for its owner. */
export interface OwnSession {
  /** Identifies the session in `endOne`; not a credential. */
  readonly id: string;
  /** User-Agent header of the browser at the sign-in. */
  readonly browser: string | null;
  readonly begunAt: string;
  /** When it ends unless it is used before. */
  readonly endsAt: string;
}

/** How long sessions last, in milliseconds. */
export interface SessionTimes {
  /** Without a request. */
  readonly idle: number;
  /** However much it is used. Whoever is let go at the issuer meanwhile, or given other roles there, is so here at its end at the latest. */
  readonly longest: number;
}

/** What this process knows of a session; its streams and WebSockets end when it does. */
interface CachedSession {
  readonly identity: Identity;
  readonly assigned: Assigned;
  /** Unless it is used, milliseconds. */
  endsAt: number;
  readAt: number;
}

/** The sessions of browsers: a browser has a random number, the server all the rest. One that nobody uses ends early. */
export class Sessions implements SessionAuthenticator {
  readonly cookie: string;
  private readonly cache = new LRUCache<string, CachedSession>({ max: MAX_CACHED });

  /**
   * @param isSecure whether browsers come by TLS: the cookie then goes nowhere else
   * @param assignedTo what roles people are given here, besides those that the issuer said when they signed in
   */
  constructor(
    private readonly store: SessionStore,
    isSecure: boolean,
    readonly times: SessionTimes,
    private readonly assignedTo: AssignedTo,
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

  /**
   * Begins a session. Returns the cookie's value: always a new one, so that nobody can have set it before.
   * @param browser its User-Agent header
   */
  async begin(signedIn: SignedIn, browser?: string): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const begunAt = Date.now();
    const until = begunAt + this.times.longest;
    const session: Kept = { ...signedIn, browser: browser?.slice(0, LONGEST_NAME), begunAt, until };
    const stored = { value: JSON.stringify(session), endsAt: instant(this.idleEnd(until)), owner: signedIn.subject };
    await this.store.put(idOf(secret), stored);
    return secret;
  }

  /** Ends the session of a browser. Returns who it was; undefined where it had none. */
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

  /** Ends what was begun up to a moment, in every process, as other processes' sign-outs: by one session at the issuer, or all of somebody's. */
  async endAll({ subject, issuerSession }: Partial<SignedIn>, at: number): Promise<void> {
    const mark = issuerSession === undefined ? ofSubject(subject!) : ofIssuerSession(issuerSession);
    await this.store.put(mark, { value: String(at), endsAt: instant(Date.now() + this.times.longest) });
    this.rereadAll();
  }

  private async isSignedOut({ subject, issuerSession, begunAt }: Kept): Promise<boolean> {
    const marks = [ofSubject(subject), ...(issuerSession === undefined ? [] : [ofIssuerSession(issuerSession)])];
    const found = await Promise.all(marks.map((mark) => this.store.get(mark)));
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

  /** When it ends, now that it was used. */
  private async used(secret: string, endsAt: number, extended: number): Promise<number> {
    if (extended - endsAt < NOTED_AFTER * this.times.idle) return endsAt;
    await this.store.extend(idOf(secret), instant(extended));
    return extended;
  }

  private sessionOf(secret: string, { subject, roles, sides }: SignedIn): CachedSession {
    const assigned = this.assignedTo(subject);
    const holds = () => Date.now() < session.endsAt && assigned.holds();
    // Another process may have ended it, or have seen it used. While the store does not answer, what is known here counts.
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

/** Under which the store keeps when the issuer told that somebody signed out. */
const ofSubject = (subject: string): string => `signed out ${subject}`;
const ofIssuerSession = (id: string): string => `signed out ${idOf(id)}`;

/** Whoever reads the store has no session by it. */
const idOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
