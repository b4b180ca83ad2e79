import type { Collection } from 'mongodb';
import { Connection } from '../../../view-store/mongodb/connection.js';
import type { SessionStore, StoredSession } from '../session-store.js';

const SESSIONS = '_sessions';

interface SessionDocument {
  readonly _id: string;
  readonly value: string;
  readonly endsAt: Date;
  readonly owner?: string;
}

/**
 * Sessions in a MongoDB collection next to the views. A TTL index deletes expired sessions within about a minute; queries
 * ignore them until then.
 */
export class MongoSessions implements SessionStore {
  private constructor(private readonly connection: Connection) {}

  /** @throws RapportError VIEWS_UNAVAILABLE, as do all methods */
  static async open(url: string): Promise<MongoSessions> {
    const connection = new Connection(url);
    try {
      await connection.run((db) =>
        db.collection(SESSIONS).createIndexes([
          { key: { endsAt: 1 }, expireAfterSeconds: 0 },
          { key: { owner: 1 }, sparse: true },
        ]),
      );
      return new MongoSessions(connection);
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  async put(id: string, { value, endsAt, owner }: StoredSession): Promise<void> {
    const session = { value, endsAt: new Date(endsAt), ...(owner !== undefined && { owner }) };
    await this.sessions((collection) => collection.replaceOne({ _id: id }, session, { upsert: true }));
  }

  async get(id: string): Promise<StoredSession | undefined> {
    return sessionOf(await this.sessions((collection) => collection.findOne({ _id: id, endsAt: { $gt: new Date() } })));
  }

  async take(id: string): Promise<StoredSession | undefined> {
    return sessionOf(await this.sessions((collection) => collection.findOneAndDelete({ _id: id, endsAt: { $gt: new Date() } })));
  }

  async extend(id: string, endsAt: string): Promise<void> {
    const there = { _id: id, endsAt: { $gt: new Date() } };
    await this.sessions((collection) => collection.updateOne(there, { $max: { endsAt: new Date(endsAt) } }));
  }

  async remove(id: string): Promise<void> {
    await this.sessions((collection) => collection.deleteOne({ _id: id }));
  }

  async ofOwner(owner: string): Promise<ReadonlyMap<string, StoredSession>> {
    const found = await this.sessions((collection) => collection.find({ owner, endsAt: { $gt: new Date() } }).toArray());
    return new Map(found.map((session) => [session._id, sessionOf(session)!]));
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  private sessions<T>(work: (collection: Collection<SessionDocument>) => Promise<T>): Promise<T> {
    return this.connection.run((db) => work(db.collection<SessionDocument>(SESSIONS)));
  }
}

const sessionOf = (found: SessionDocument | null): StoredSession | undefined =>
  found ? { value: found.value, endsAt: found.endsAt.toISOString(), owner: found.owner } : undefined;
