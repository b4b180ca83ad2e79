import { LRUCache } from 'lru-cache';
import type { SessionStore, StoredSession } from './session-store.js';

/** More browsers than that are not signed in at one process; the one that was there first would have to sign in again. */
const MOST = 20_000;

/** Sessions in memory: embedded stores have one process. When it starts again, people sign in again. */
export class MemorySessions implements SessionStore {
  private readonly sessions = new LRUCache<string, StoredSession>({ max: MOST });

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

  async close(): Promise<void> {
    this.sessions.clear();
  }
}

const isThere = ({ endsAt }: StoredSession): boolean => endsAt > new Date().toISOString();
