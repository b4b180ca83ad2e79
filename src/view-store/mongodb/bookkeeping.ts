import type { Collection } from 'mongodb';
import type { Position } from '../../domain/kernel/event.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { CatalogEntry } from '../view-store.js';
import type { Connection } from './connection.js';
import { isDuplicate } from './errors.js';

interface StoredCheckpoint {
  readonly _id: string;
  readonly position: Position | null;
}
type StoredEntry = Omit<CatalogEntry, 'projection'> & { readonly _id: string };
interface StoredLease {
  readonly _id: string;
  readonly owner: string;
  readonly expiresAt: number;
}

/**
 * The checkpoints, catalog and leases of the store. No view collection has a name with a leading `_`. Each change is one guarded write of
 * one document.
 */
export class Bookkeeping {
  constructor(
    private readonly connection: Connection,
    private readonly now: () => number,
  ) {}

  /**
   * Creates the collection's checkpoint record. A checkpoint is only updated, never inserted later, so that a late writer cannot bring
   * back a dropped one.
   */
  async open(collection: string): Promise<void> {
    await this.insert<StoredCheckpoint>('_checkpoints', { _id: collection, position: null });
  }

  async forget(collection: string): Promise<void> {
    await this.connection.run((db) => db.collection<StoredCheckpoint>('_checkpoints').deleteOne({ _id: collection }));
  }

  async checkpoint(collection: string): Promise<Position | null> {
    const stored = await this.connection.run((db) =>
      db.collection<StoredCheckpoint>('_checkpoints').findOne({ _id: collection }),
    );
    return stored?.position ?? null;
  }

  async checkpoints(): Promise<ReadonlyMap<string, Position>> {
    const stored = await this.connection.run((db) => db.collection<StoredCheckpoint>('_checkpoints').find().toArray());
    return new Map(stored.flatMap(({ _id, position }) => (position === null ? [] : [[_id, position] as const])));
  }

  /** Never moves backwards: ignores the older page of a late writer. Errors: NOT_FOUND. */
  async saveCheckpoint(collection: string, position: Position): Promise<void> {
    const exists = await this.connection.run(async (db) => {
      const checkpoints = db.collection<StoredCheckpoint>('_checkpoints');
      const behind = { _id: collection, $or: [{ position: null }, { position: { $lt: position } }] };
      const { matchedCount } = await checkpoints.updateOne(behind, { $set: { position } }, { writeConcern: { w: 'majority' } });
      return matchedCount > 0 || (await checkpoints.findOne({ _id: collection })) !== null;
    });
    if (!exists) throw new RapportError('NOT_FOUND', `There is no collection "${collection}"`, { field: 'collection' });
  }

  async catalog(): Promise<readonly CatalogEntry[]> {
    const stored = await this.connection.run((db) => db.collection<StoredEntry>('_catalog').find().sort({ _id: 1 }).toArray());
    return stored.map(({ _id, ...entry }) => ({ projection: _id, ...entry }));
  }

  async saveCatalog({ projection, ...entry }: CatalogEntry): Promise<boolean> {
    if (entry.revision === 1) return this.insert<StoredEntry>('_catalog', { _id: projection, ...entry });
    const { matchedCount } = await this.connection.run((db) =>
      db.collection<StoredEntry>('_catalog').updateOne({ _id: projection, revision: entry.revision - 1 }, { $set: entry }),
    );
    return matchedCount === 1;
  }

  /**
   * Updates an existing lease or inserts a new one. An upsert would fail when another owner holds the lease, with an error that differs
   * between servers.
   */
  async lease(name: string, owner: string, milliseconds: number): Promise<boolean> {
    const now = this.now();
    const expiresAt = now + milliseconds;
    const taken = await this.connection.run((db) =>
      (db.collection('_leases') as unknown as Collection<StoredLease>).findOneAndUpdate(
        { _id: name, $or: [{ owner }, { expiresAt: { $lte: now } }] },
        { $set: { owner, expiresAt } },
        { returnDocument: 'after' },
      ),
    );
    return taken !== null || (await this.insert<StoredLease>('_leases', { _id: name, owner, expiresAt }));
  }

  async release(name: string, owner: string): Promise<void> {
    await this.connection.run((db) => db.collection<StoredLease>('_leases').deleteOne({ _id: name, owner }));
  }

  async isLeased(name: string): Promise<boolean> {
    const unexpired = { _id: name, expiresAt: { $gt: this.now() } };
    return (await this.connection.run((db) => db.collection<StoredLease>('_leases').findOne(unexpired))) !== null;
  }

  /** Returns false when the document already exists. */
  private async insert<T extends { readonly _id: string }>(collection: string, document: T): Promise<boolean> {
    return this.connection.run(async (db) => {
      try {
        await db.collection<{ _id: string }>(collection).insertOne(document);
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    });
  }
}
