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
/** Of what a browser calls itself so much is kept: enough to know it by. */
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
  /** What the browser called itself when it signed in. */
  readonly browser?: string | undefined;
  readonly begunAt: number;
  /** When it ends, however much it is used. */
  readonly until: number;
}

/** A session as its person is told of it. */
export interface OwnSession {
  /** What it is ended by; it opens nothing. */
  readonly id: string;
  /** What its browser called itself when it signed in. */
  readonly browser: string | null;
  readonly begunAt: string;
  /** Unless it is used until then. */
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
interface KnownSession {
  readonly identity: Identity;
  readonly assigned: Assigned;
  /** Unless it is used, milliseconds. */
  endsAt: number;
  readAt: number;
}

/** The sessions of browsers: a browser has a random number, the server all the rest. One that nobody uses ends early. */
export class Sessions implements SessionAuthenticator {
  readonly cookie: string;
  private readonly known = new LRUCache<string, KnownSession>({ max: MAX_CACHED });

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
    const known = this.known.get(secret);
    const isFresh = known && known.readAt + REMEMBERED_MS > Date.now() && known.identity.holds();
    return isFresh ? known.identity : this.read(secret);
  }

  /**
   * Begins a session. Returns the cookie's value: always a new one, so that nobody can have set it before.
   * @param browser what it calls itself
   */
  async begin(signedIn: SignedIn, browser?: string): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const begunAt = Date.now();
    const until = begunAt + this.times.longest;
    const kept: Kept = { ...signedIn, browser: browser?.slice(0, LONGEST_NAME), begunAt, until };
    const session = { value: JSON.stringify(kept), endsAt: instant(this.idleEnd(until)), owner: signedIn.subject };
    await this.store.put(idOf(secret), session);
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

  /** All that somebody has, the latest first. */
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

  /** By which id a browser's own session is listed; undefined where it has none. */
  idIn(cookies: string | undefined): string | undefined {
    const secret = cookieOf(cookies, this.cookie);
    return secret === undefined ? undefined : idOf(secret);
  }

  /** Ends one of somebody's, in whatever browser, as a sign-out there. False where they have none by this id. */
  async endOne(subject: string, id: string): Promise<boolean> {
    if ((await this.store.get(id))?.owner !== subject) return false;
    await this.store.remove(id);
    this.lookAgain();
    return true;
  }

  /** Ends what was begun up to a moment, in every process, as other processes' sign-outs: by one session at the issuer, or all of somebody's. */
  async endAll({ subject, issuerSession }: Partial<SignedIn>, at: number): Promise<void> {
    const mark = issuerSession === undefined ? ofSubject(subject!) : ofIssuerSession(issuerSession);
    await this.store.put(mark, { value: String(at), endsAt: instant(Date.now() + this.times.longest) });
    this.lookAgain();
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
    let known = this.known.get(secret);
    if (!known?.assigned.holds()) this.known.set(secret, (known = this.knownOf(secret, found.kept)));
    Object.assign(known, { endsAt, readAt: Date.now() });
    return known.identity;
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

  private knownOf(secret: string, { subject, roles, sides }: SignedIn): KnownSession {
    const assigned = this.assignedTo(subject);
    const holds = () => Date.now() < known.endsAt && assigned.holds();
    // Another process may have ended it, or have seen it used. While the store does not answer, what is known here counts.
    const stillHolds = async () => {
      const found = await this.stored(secret).catch(() => known);
      known.endsAt = found?.endsAt ?? 0;
      return holds();
    };
    const identity = identityOf({ subject, roles, sides, assigned: assigned.roles, holds, stillHolds });
    const known: KnownSession = { identity, assigned, endsAt: 0, readAt: 0 };
    return known;
  }

  /** What the store says now counts here at once, and in other processes as soon as they look. */
  private lookAgain(): void {
    for (const known of this.known.values()) known.readAt = -Infinity;
  }

  private forget(secret: string): void {
    const known = this.known.get(secret);
    if (known) known.endsAt = 0;
    this.known.delete(secret);
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
