import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/sqlite/database.js';
import { EmbeddedViewStore } from '../../../src/view-store/embedded/embedded-view-store.js';
import { MemoryViewStore } from '../../support/memory-view-store.js';
import fc from '../../support/properties.js';
import { record } from './records.js';

const KEYS = 30;
let store: EmbeddedViewStore;
let made = 0;
beforeAll(() => (store = new EmbeddedViewStore(':memory:')));
afterAll(() => store.close());

/** Each block of a collection with the rows that refer to it, as the file has them. */
function blocksOf(collection: string) {
  const { database } = store as unknown as { readonly database: Database };
  const [id] = database.prepare<[number]>('SELECT id FROM collections WHERE name = ?').get(collection)!;
  const blocks = database.prepare<[number, number]>('SELECT number, live FROM blocks WHERE collection = ?').all(id);
  return blocks.map(([number, live]) => {
    const referring = `SELECT count(*) FROM "view_${id}" WHERE document GLOB '#${number}.*'`;
    return { live, referring: database.prepare<[number]>(referring).get()![0] };
  });
}

const allBlocks = () =>
  (store as unknown as { readonly database: Database }).database.prepare<[number]>('SELECT count(*) FROM blocks').get()![0];

async function newCollection(): Promise<string> {
  const collection = `view_${++made}`;
  await store.create(collection, { n: ['n'] });
  return collection;
}

const document = (n: number, characters = 300) => ({ n, text: `line\n${'é'.repeat(characters)}` });
const page = (position: number, existed: boolean) =>
  Array.from({ length: KEYS }, (_, n) => record(`k${n}`, position, document(n), existed));

it('Documents made in one page share blocks; a block goes when the last of them has changed or was deleted', async () => {
  const collection = await newCollection();
  await store.write(collection, page(1, false));
  expect(blocksOf(collection)).toEqual([{ live: KEYS, referring: KEYS }]);
  await store.write(collection, page(1, false));
  await store.write(collection, page(2, true).slice(0, 10));
  await store.write(collection, [record('k10', 2, null, true)]);
  await store.amend(collection, record('k11', 1, document(-11)));
  expect(await store.amend(collection, record('k12', 7, document(-12)))).toBe(false);
  expect(blocksOf(collection)).toEqual([{ live: KEYS - 12, referring: KEYS - 12 }]);
  const found = await store.find(collection, { ranges: [{ field: 'n', from: 12 }], orderBy: 'n', limit: KEYS });
  expect(found.map((one) => one.document)).toEqual(Array.from({ length: KEYS - 12 }, (_, n) => document(n + 12)));
  await store.write(collection, page(3, true));
  expect(blocksOf(collection)).toEqual([]);
});

it('A large page is cut into blocks of some 15,000 characters, and what is left over stands by itself', async () => {
  const collection = await newCollection();
  await store.write(
    collection,
    Array.from({ length: 37 }, (_, n) => record(`k${n}`, 1, document(n, 1_000))),
  );
  expect(blocksOf(collection)).toEqual([15, 15].map((live) => ({ live, referring: live })));
});

it('A collection takes its blocks with it', async () => {
  const [collection, other] = [await newCollection(), await newCollection()];
  for (const one of [collection, other]) await store.write(one, page(1, false));
  const before = allBlocks();
  await store.drop(collection);
  expect(allBlocks()).toBe(before - 1);
  expect(blocksOf(other)).toHaveLength(1);
  expect((await store.load(other, ['k3'])).get('k3')?.document).toEqual(document(3));
});

it('Whatever pages are written, documents are those of a store without blocks, and each block knows how many rows refer to it', async () => {
  const write = fc.record({
    key: fc.integer({ min: 0, max: KEYS - 1 }),
    position: fc.integer({ min: 1, max: 9 }),
    characters: fc.constantFrom(null, 0, 200, 200, 900, 900, 5_000),
    existed: fc.boolean(),
  });
  const some = fc.uniqueArray(write, { selector: ({ key }) => key, minLength: KEYS / 2, maxLength: KEYS });
  const pages = fc.array(some, { minLength: 1, maxLength: 8, size: 'max' });
  await fc.assert(
    fc.asyncProperty(pages, async (drawn) => {
      const [collection, model] = [await newCollection(), new MemoryViewStore()];
      await model.create(collection, { n: ['n'] });
      const keys = Array.from({ length: KEYS }, (_, n) => `k${n}`);
      for (const page of drawn) {
        const records = page.map(({ key, position, characters, existed }) =>
          record(`k${key}`, position, characters === null ? null : document(key * position, characters), existed),
        );
        expect([...(await store.write(collection, records))].sort()).toEqual(
          [...(await model.write(collection, records))].sort(),
        );
        expect(await store.load(collection, keys)).toEqual(await model.load(collection, keys));
        for (const { live, referring } of blocksOf(collection)) {
          expect(live).toBe(referring);
          expect(live).toBeGreaterThan(0);
        }
      }
      await store.drop(collection);
    }),
    { numRuns: 40 },
  );
});
