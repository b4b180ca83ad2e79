import { RapportError } from '../../domain/kernel/errors.js';
import type { IndexFields } from '../index-choice.js';
import { checkCollectionName, checkFieldName } from '../names.js';
import type { Indexes } from '../view-store.js';
import type { Connection } from './connection.js';
import { isMissing, isThere } from './errors.js';
import { declaredFields, indexKeys } from './query.js';

/** Few records are parked: sparse, so that the others do not pay. */
const PARKED_INDEX = { key: { 'parked.reason': 1 }, sparse: true, name: 'parked' } as const;

/**
 * Which collections there are, and their indexes, as the server has them; remembered, since a collection only ever gains some. One that
 * another process drops is noticed at the next start: nothing is dropped that readers still use.
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

  /** Reads them anew: another process may have added one. Errors: NOT_FOUND. */
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
    // Every collection has the index of its keys.
    if (found.length === 0) throw new RapportError('NOT_FOUND', `There is no collection "${name}"`, { field: 'collection' });
    const indexes = found.map(({ key }) => declaredFields(key)).filter((fields) => fields !== null);
    this.cached.set(name, indexes);
    return indexes;
  }
}
