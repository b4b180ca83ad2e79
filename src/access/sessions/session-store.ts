import { LRUCache } from 'lru-cache';

/** The server-side state of a browser, stored under the hash of the browser's secret. */
export interface StoredSession {
  /** JSON. */
  readonly value: string;
  /** UTC; never returned from then on. */
  readonly endsAt: string;
  /** Pseudonym of the person who owns the session, by which it is listed; absent where it has no owner. */
  readonly owner?: string | undefined;
}

/**
 * Stores sessions so that every process of an installation sees them. One suite (test/contract/access) specifies both
 * engines: process memory for embedded stores, which have one process, and MongoDB next to the views for shared stores.
 */
export interface SessionStore {
  put(id: string, session: StoredSession): Promise<void>;
  /** Undefined where there is none, or it has ended. */
  get(id: string): Promise<StoredSession | undefined>;
  /** Gets and removes atomically: of two concurrent callers, one gets it. */
  take(id: string): Promise<StoredSession | undefined>;
  /**
   * Postpones the end of a session that has not ended; never revives a signed-out session. Ignores an end earlier than the
   * current one.
   */
  extend(id: string, endsAt: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** The unexpired sessions of an owner, by id. */
  ofOwner(owner: string): Promise<ReadonlyMap<string, StoredSession>>;
  close(): Promise<void>;
}

/** Maximum sessions in one process. Beyond it the least recently used is evicted, and that browser must sign in again. */
const MOST = 20_000;

/** Sessions in memory, for embedded stores, which have one process. A restart signs everyone out. */
export class MemorySessions implements SessionStore {
  private readonly sessions: LRUCache<string, StoredSession>;

  /** @param most maximum number of sessions; beyond it the least recently used is evicted */
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
