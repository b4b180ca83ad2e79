import { Binary, type Collection } from 'mongodb';
import type { Connection } from '../../../view-store/mongodb/connection.js';
import { isDuplicate } from '../../../view-store/mongodb/errors.js';
import type { KeyRecords, WrappedKey } from '../records.js';

/** To be excluded from dumps that are kept (docs/privacy.md): `mongodump --excludeCollection=_subject_keys`. */
export const KEYS = '_subject_keys';

interface KeyDocument {
  readonly _id: string;
  readonly subject: string;
  readonly wrapped: Binary;
  readonly master: string;
}
const keyOf = ({ _id: id, subject, wrapped, master }: KeyDocument): WrappedKey => ({
  id,
  subject,
  wrapped: wrapped.value(),
  master,
});

/** Wrapped keys in their own collection. */
export class MongoKeys implements KeyRecords {
  constructor(private readonly connection: Connection) {}

  async prepare(): Promise<void> {
    await this.connection.run((db) =>
      db.collection(KEYS).createIndexes([{ key: { subject: 1 }, unique: true }, { key: { master: 1 } }]),
    );
  }

  async keysOf(subjects: readonly string[]): Promise<readonly WrappedKey[]> {
    return (await this.keys((collection) => collection.find({ subject: { $in: [...subjects] } }).toArray())).map(keyOf);
  }

  async keysById(ids: readonly string[]): Promise<readonly WrappedKey[]> {
    return (await this.keys((collection) => collection.find({ _id: { $in: [...ids] } }).toArray())).map(keyOf);
  }

  async addKeys(keys: readonly WrappedKey[]): Promise<void> {
    if (keys.length === 0) return;
    const documents = keys.map(({ id, subject, wrapped, master }) => ({
      _id: id,
      subject,
      wrapped: new Binary(wrapped),
      master,
    }));
    await this.keys((collection) =>
      collection.insertMany(documents, { ordered: false }).catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
      }),
    );
  }

  async removeKey(subject: string): Promise<boolean> {
    return (await this.keys((collection) => collection.deleteOne({ subject }))).deletedCount > 0;
  }

  async notUnder(master: string, limit: number): Promise<readonly WrappedKey[]> {
    const found = await this.keys((collection) =>
      collection
        .find({ master: { $ne: master } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
    return found.map(keyOf);
  }

  async rewrap(keys: readonly WrappedKey[]): Promise<void> {
    if (keys.length === 0) return;
    await this.keys((collection) =>
      collection.bulkWrite(
        keys.map(({ id, wrapped, master }) => ({
          updateOne: { filter: { _id: id }, update: { $set: { wrapped: new Binary(wrapped), master } } },
        })),
        { ordered: false },
      ),
    );
  }

  private keys<T>(work: (collection: Collection<KeyDocument>) => Promise<T>): Promise<T> {
    return this.connection.run((db) => work(db.collection<KeyDocument>(KEYS)));
  }
}
