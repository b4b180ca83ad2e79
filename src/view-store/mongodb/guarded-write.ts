import type { AnyBulkWriteOperation, Collection } from 'mongodb';
import type { ViewWrite } from '../view-store.js';
import { failedIndexes, isDuplicate } from './errors.js';
import { toStored, type StoredRecord } from './records.js';

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
async function behind(records: Collection<StoredRecord>, known: readonly ViewWrite[]): Promise<readonly string[]> {
  const stored = await records
    .find({ _id: { $in: known.map(({ key }) => key) } })
    .project<Pick<StoredRecord, '_id' | '_p'>>({ _p: 1 })
    .toArray();
  const positions = new Map(stored.map(({ _id, _p }) => [_id, _p]));
  return known.flatMap(({ key, position }) => ((positions.get(key) ?? position) < position ? [key] : []));
}
