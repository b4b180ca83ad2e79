import { expect, it } from 'vitest';
import { MongoBulkWriteError, type AnyBulkWriteOperation, type Collection } from 'mongodb';
import { writeGuarded } from './mongo-view-store.js';
import type { StoredRecord } from './records.js';

const POSITION = '7';
const writes = Array.from({ length: 4_500 }, (_, n) => ({
  key: `k${String(n).padStart(4, '0')}`,
  position: POSITION,
  document: { n },
  existed: false,
}));

const CONFIRMED = { getWriteConcernError: () => undefined };

/** A fake collection that already has some of the keys, at these positions. */
function collectionWith(stored: ReadonlyMap<string, string>) {
  const sizes: number[] = [];
  const collection = {
    bulkWrite: async (operations: AnyBulkWriteOperation<StoredRecord>[]) => {
      sizes.push(operations.length);
      const writeErrors = operations.flatMap((operation, index) => {
        const { _id } = (operation as { insertOne: { document: StoredRecord } }).insertOne.document;
        return stored.has(_id) ? [{ index, code: 11000 }] : [];
      });
      if (writeErrors.length > 0)
        throw new MongoBulkWriteError({ message: 'there', code: 11000, writeErrors } as never, CONFIRMED as never);
    },
    find: ({ _id }: { _id: { $in: string[] } }) => ({
      project: () => ({ toArray: async () => _id.$in.map((key) => ({ _id: key, _p: stored.get(key) })) }),
    }),
  };
  return { sizes, collection: collection as unknown as Collection<StoredRecord> };
}

it('sends a large page in chunks and finds in each what was there and behind', async () => {
  const { sizes, collection } = collectionWith(
    new Map([
      ['k0001', '6'],
      ['k2001', '8'],
      ['k4001', '6'],
    ]),
  );
  expect(await writeGuarded(collection, [...writes].reverse())).toEqual(['k0001', 'k4001']);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(2_000);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(4_500);
});

it('passes on what is no duplicate: nothing may be taken for written', async () => {
  const bulkWrite = () => Promise.reject(new Error('connection closed'));
  await expect(writeGuarded({ bulkWrite } as unknown as Collection<StoredRecord>, writes)).rejects.toThrow('connection closed');
});
