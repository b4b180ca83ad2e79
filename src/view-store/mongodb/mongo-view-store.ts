import type { Collection, AnyBulkWriteOperation } from 'mongodb';
import type { Position } from '../../domain/kernel/event.js';
import { isRapportError } from '../../domain/kernel/errors.js';
import { indexForCount, indexForFind, type IndexFields } from '../index-choice.js';
import type { CatalogEntry, Indexes, ViewFilter, ViewQuery, ViewRecord, ViewStore, ViewWrite } from '../view-store.js';
import { Bookkeeping } from './bookkeeping.js';
import { Collections } from './collections.js';
import { Connection } from './connection.js';
import { countFilter, findOf, indexKeys } from './query.js';
import { fromStored, recordsOf, toStored, type StoredRecord } from './records.js';
import { failedIndexes, isDuplicate } from './errors.js';

/** Keys asked for at once: the question stays far below a message's limit. */
const LOAD_CHUNK = 2_000;

/**
 * The views in MongoDB: one server, a replica set or a sharded cluster alike, and servers that speak its protocol. No transaction, no upsert,
 * no collation: every write is one document's, guarded by its position.
 *
 * Errors of opening: INVALID_CONFIGURATION. The server is tried at the first call.
 */
export class MongoViewStore implements ViewStore {
  private readonly connection: Connection;
  private readonly registry: Collections;
  private readonly bookkeeping: Bookkeeping;

  /** `now` gives milliseconds and decides when leases end; the clocks of all processes should agree to well below a lease. */
  constructor(url: string, now: () => number = Date.now) {
    this.connection = new Connection(url);
    this.registry = new Collections(this.connection);
    this.bookkeeping = new Bookkeeping(this.connection, now);
  }

  async create(collection: string, indexes: Indexes): Promise<void> {
    await this.registry.create(collection, indexes);
    await this.bookkeeping.open(collection);
  }

  /** The checkpoint goes first: without it documents are only folded again, without documents it would hide that they are missing. */
  async drop(collection: string): Promise<void> {
    await this.bookkeeping.forget(collection);
    await this.registry.drop(collection);
  }

  collections(): Promise<readonly string[]> {
    return this.registry.names();
  }

  async load<D extends object>(collection: string, keys: readonly string[]): Promise<ReadonlyMap<string, ViewRecord<D>>> {
    const found = new Map<string, ViewRecord<D>>();
    for (let start = 0; start === 0 || start < keys.length; start += LOAD_CHUNK) {
      const chunk = keys.slice(start, start + LOAD_CHUNK);
      const stored = await this.on(collection, (records) => records.find({ _id: { $in: chunk } }).toArray());
      for (const record of stored) found.set(record._id, fromStored<D>(record));
    }
    return found;
  }

  write(collection: string, records: readonly ViewWrite[]): Promise<readonly string[]> {
    return this.on(collection, (stored) => writeGuarded(stored, records));
  }

  async amend(collection: string, record: ViewRecord): Promise<boolean> {
    const unchanged = { _id: record.key, _p: record.position };
    const { matchedCount } = await this.on(collection, (records) => records.replaceOne(unchanged, toStored(record)));
    return matchedCount === 1;
  }

  async find<D extends object>(collection: string, query: ViewQuery): Promise<readonly { key: string; document: D }[]> {
    const { filter, options } = findOf(query);
    const index = await this.chosen(collection, (indexes) => indexForFind(indexes, query));
    const hint = indexKeys(index ?? []);
    const found = await this.on(collection, (records) => records.find(filter, { ...options, hint }).toArray());
    return found.map(({ _id, d }) => ({ key: _id, document: d as D }));
  }

  async count(collection: string, filter: ViewFilter): Promise<number> {
    const live = countFilter(filter);
    await this.chosen(collection, (indexes) => indexForCount(indexes, filter));
    return this.on(collection, (records) => records.countDocuments(live));
  }

  async parked(collection: string, limit: number): Promise<readonly ViewRecord[]> {
    const waiting = { 'parked.reason': { $gte: '' } };
    const found = await this.on(collection, (records) => records.find(waiting).sort({ _id: 1 }).limit(limit).toArray());
    return found.map(fromStored);
  }

  checkpoint(collection: string): Promise<Position | null> {
    return this.bookkeeping.checkpoint(collection);
  }

  checkpoints(): Promise<ReadonlyMap<string, Position>> {
    return this.bookkeeping.checkpoints();
  }

  saveCheckpoint(collection: string, position: Position): Promise<void> {
    return this.bookkeeping.saveCheckpoint(collection, position);
  }

  catalog(): Promise<readonly CatalogEntry[]> {
    return this.bookkeeping.catalog();
  }

  saveCatalog(entry: CatalogEntry): Promise<boolean> {
    return this.bookkeeping.saveCatalog(entry);
  }

  lease(name: string, owner: string, milliseconds: number): Promise<boolean> {
    return this.bookkeeping.lease(name, owner, milliseconds);
  }

  release(name: string, owner: string): Promise<void> {
    return this.bookkeeping.release(name, owner);
  }

  isLeased(name: string): Promise<boolean> {
    return this.bookkeeping.isLeased(name);
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  /** Asks the collection's records for something, but only where it was made: MongoDB would make it at the first write, without indexes. */
  private async on<T>(collection: string, ask: (records: Collection<StoredRecord>) => Promise<T>): Promise<T> {
    await this.registry.indexes(collection);
    return this.connection.run((db) => ask(recordsOf(db, collection)));
  }

  /** The index that serves, looked for once more on the server before it is refused. */
  private async chosen<T>(collection: string, choose: (indexes: readonly IndexFields[]) => T): Promise<T> {
    try {
      return choose(await this.registry.indexes(collection));
    } catch (error) {
      if (!isRapportError(error, 'NOT_INDEXED')) throw error;
      return choose(await this.registry.refresh(collection));
    }
  }
}

const byKey = (a: ViewWrite, b: ViewWrite) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/**
 * Known records are replaced where their position is less, new ones inserted. Never an upsert: where somebody is ahead its filter misses and
 * it would insert, and every repeated page would be a storm of duplicate keys. In the order of the keys, so that two writers that overlap do
 * not wait for each other in a circle.
 */
const operation = (record: ViewWrite): AnyBulkWriteOperation<StoredRecord> =>
  record.existed
    ? { replaceOne: { filter: { _id: record.key, _p: { $lt: record.position } }, replacement: toStored(record) } }
    : { insertOne: { document: toStored(record) } };

/** Documents sent at a time: a server's answer then takes a moment, also on a page of a whole catch-up, and a silent one is soon told from a busy one. */
const CHUNK = 2_000;

/** ViewStore.write. Repeating it is harmless. */
export async function writeGuarded(records: Collection<StoredRecord>, writes: readonly ViewWrite[]): Promise<readonly string[]> {
  const sorted = [...writes].sort(byKey);
  const left: string[] = [];
  for (let start = 0; start < sorted.length; start += CHUNK) {
    left.push(...(await writeChunk(records, sorted.slice(start, start + CHUNK))));
  }
  return left;
}

async function writeChunk(records: Collection<StoredRecord>, sorted: readonly ViewWrite[]): Promise<readonly string[]> {
  try {
    await records.bulkWrite(sorted.map(operation), { ordered: false });
    return [];
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return await behind(
      records,
      failedIndexes(error).map((index) => sorted[index]!),
    );
  }
}

/** Which of the records that were not new after all stand at a lesser position. The others are where they should be, or ahead. */
async function behind(records: Collection<StoredRecord>, writes: readonly ViewWrite[]): Promise<readonly string[]> {
  const stored = await records
    .find({ _id: { $in: writes.map(({ key }) => key) } })
    .project<Pick<StoredRecord, '_id' | '_p'>>({ _p: 1 })
    .toArray();
  const positions = new Map(stored.map(({ _id, _p }) => [_id, _p]));
  return writes.flatMap(({ key, position }) => ((positions.get(key) ?? position) < position ? [key] : []));
}
