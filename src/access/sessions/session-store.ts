import { LRUCache } from 'lru-cache';

/** What the server keeps of a browser, under the hash of what the browser has. */
export interface StoredSession {
  /** JSON. */
  readonly value: string;
  /** UTC; nothing is told of it from then on. */
  readonly endsAt: string;
  /** Pseudonym of the person whose it is, by which it is listed; absent for what is nobody’s. */
  readonly owner?: string | undefined;
}

/**
 * Where sessions are kept, so that every process of an installation knows them. One suite (test/contract/access) says what both engines do: the
 * process's memory, for embedded stores, which have one process; MongoDB beside the views for those that several share.
 */
export interface SessionStore {
  put(id: string, session: StoredSession): Promise<void>;
  /** Undefined where there is none, or it has ended. */
  get(id: string): Promise<StoredSession | undefined>;
  /** The same, and it is there no more: of two who ask at once, one gets it. */
  take(id: string): Promise<StoredSession | undefined>;
  /** Puts the end off, where there is one that has not ended: whoever has signed out meanwhile stays so. An earlier end than the present is passed over. */
  extend(id: string, endsAt: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** What somebody has that has not ended, each under its id. */
  ofOwner(owner: string): Promise<ReadonlyMap<string, StoredSession>>;
  close(): Promise<void>;
}

/** More browsers than that are not signed in at one process; the one that was there first would have to sign in again. */
const MOST = 20_000;

/** Sessions in memory: embedded stores have one process. When it starts again, people sign in again. */
export class MemorySessions implements SessionStore {
  private readonly sessions: LRUCache<string, StoredSession>;

  /** @param most how many are kept; of more the one that was used least lately is gone */
  constructor(most = MOST) {
    this.sessions = new LRUCache({ max: most });
  }

  async put(id: string, session: StoredSession): Promise<void> {
    this.sessions.set(id, session);
  }

  async get(id: string): Promise<StoredSession | undefined> {
    const session = this.sessions.get(id);
    return session && isThere(session) ? session : undefined;
  }

  async take(id: string): Promise<StoredSession | undefined> {
    const session = this.sessions.get(id);
    this.sessions.delete(id);
    return session && isThere(session) ? session : undefined;
  }

  async extend(id: string, endsAt: string): Promise<void> {
    const session = await this.get(id);
    if (session && session.endsAt < endsAt) this.sessions.set(id, { ...session, endsAt });
  }

  async remove(id: string): Promise<void> {
    this.sessions.delete(id);
  }

  async ofOwner(owner: string): Promise<ReadonlyMap<string, StoredSession>> {
    return new Map([...this.sessions.entries()].filter(([, session]) => session.owner === owner && isThere(session)));
  }

  async close(): Promise<void> {
    this.sessions.clear();
  }
}

const isThere = ({ endsAt }: StoredSession): boolean => endsAt > new Date().toISOString();
