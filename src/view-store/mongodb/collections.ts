import { RapportError } from '../../domain/kernel/errors.js';
import type { IndexFields } from '../index-choice.js';
import { checkCollectionName, checkFieldName } from '../names.js';
import type { Indexes } from '../view-store.js';
import type { Connection } from './connection.js';
import { isMissing, isThere } from './errors.js';
import { declaredFields, indexKeys } from './query.js';

/** Sparse, so that the index costs nothing for the many records without parked events. */
const PARKED_INDEX = { key: { 'parked.reason': 1 }, sparse: true, name: 'parked' } as const;

/**
 * The collections of the server and their indexes. Cached, since a collection only ever gains indexes. A drop by another process is
 * noticed at the next start; no collection is dropped while readers still use it.
 */
export class Collections {
  private readonly cached = new Map<string, readonly IndexFields[]>();

  constructor(private readonly connection: Connection) {}

  async names(): Promise<readonly string[]> {
    const found = await this.connection.run((db) => db.listCollections({}, { nameOnly: true }).toArray());
    return found
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('_') && !name.startsWith('system.'))
      .sort();
  }

  async create(name: string, declared: Indexes): Promise<void> {
    checkCollectionName(name);
    const indexes = Object.values(declared).filter((fields) => fields.length > 0);
    indexes.flat().forEach(checkFieldName);
    await this.connection.run(async (db) => {
      await db.createCollection(name).catch((error: unknown) => {
        if (!isThere(error)) throw error;
      });
      await db.collection(name).createIndexes([PARKED_INDEX, ...indexes.map((fields) => ({ key: indexKeys(fields) }))]);
    });
    await this.refresh(name);
  }

  async drop(name: string): Promise<void> {
    this.cached.delete(name);
    await this.connection.run((db) => db.dropCollection(name));
  }

  /** Errors: NOT_FOUND. */
  async indexes(name: string): Promise<readonly IndexFields[]> {
    return this.cached.get(name) ?? (await this.refresh(name));
  }

  /** Reads the indexes from the server again: another process may have added one. Errors: NOT_FOUND. */
  async refresh(name: string): Promise<readonly IndexFields[]> {
    const found = await this.connection.run((db) =>
      db
        .collection(name)
        .indexes()
        .catch((error: unknown) => {
          if (isMissing(error)) return [];
          throw error;
        }),
    );
    // Every existing collection has an index on its keys.
    if (found.length === 0) throw new RapportError('NOT_FOUND', `There is no collection "${name}"`, { field: 'collection' });
    const indexes = found.map(({ key }) => declaredFields(key)).filter((fields) => fields !== null);
    this.cached.set(name, indexes);
    return indexes;
  }
}
