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

/** Number of keys to load in one request, which keeps the request far below the message size limit. */
const LOAD_CHUNK = 2_000;

/**
 * The views in MongoDB: a single server, a replica set or a sharded cluster, and servers that speak its protocol. Uses no transaction, no
 * upsert and no collation: every write changes one document and is guarded by its position.
 *
 * Errors of opening: INVALID_CONFIGURATION. The server is contacted only on the first call.
 */
export class MongoViewStore implements ViewStore {
  private readonly connection: Connection;
  private readonly registry: Collections;
  private readonly bookkeeping: Bookkeeping;

  /**
   * `now` returns milliseconds and decides when leases expire. The clocks of all processes should agree to well within the duration of a
   * lease.
   */
  constructor(url: string, now: () => number = Date.now) {
    this.connection = new Connection(url);
    this.registry = new Collections(this.connection);
    this.bookkeeping = new Bookkeeping(this.connection, now);
  }

  async create(collection: string, indexes: Indexes): Promise<void> {
    await this.registry.create(collection, indexes);
    await this.bookkeeping.open(collection);
  }

  /**
   * Removes the checkpoint first. Documents without a checkpoint are only folded again; a checkpoint without documents would hide that
   * they are missing.
   */
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

  /** Runs an operation on a collection, but only if the collection exists: MongoDB would create it at the first write, without indexes. */
  private async on<T>(collection: string, ask: (records: Collection<StoredRecord>) => Promise<T>): Promise<T> {
    await this.registry.indexes(collection);
    return this.connection.run((db) => ask(recordsOf(db, collection)));
  }

  /** The index that serves a query. Reads the indexes from the server once more before NOT_INDEXED is thrown. */
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
 * Replaces existing records that have a lower position, and inserts new ones. Never an upsert: when another process is ahead, the filter
 * would miss and the upsert would insert, so every repeated page would cause a storm of duplicate keys. The writes are in key order, so
 * that two overlapping writers cannot deadlock.
 */
const operation = (record: ViewWrite): AnyBulkWriteOperation<StoredRecord> =>
  record.existed
    ? { replaceOne: { filter: { _id: record.key, _p: { $lt: record.position } }, replacement: toStored(record) } }
    : { insertOne: { document: toStored(record) } };

/**
 * Number of documents to send in one request. The server then answers within a moment, even for a page of a full catch-up, and a silent
 * server is soon distinguished from a busy one.
 */
const CHUNK = 2_000;

/** Implements ViewStore.write. Idempotent. */
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

/** The keys of the existing records that have a lower position. The other records are at their position or ahead of it. */
async function behind(records: Collection<StoredRecord>, writes: readonly ViewWrite[]): Promise<readonly string[]> {
  const stored = await records
    .find({ _id: { $in: writes.map(({ key }) => key) } })
    .project<Pick<StoredRecord, '_id' | '_p'>>({ _p: 1 })
    .toArray();
  const positions = new Map(stored.map(({ _id, _p }) => [_id, _p]));
  return writes.flatMap(({ key, position }) => ((positions.get(key) ?? position) < position ? [key] : []));
}
