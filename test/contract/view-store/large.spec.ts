import { expect, it } from 'vitest';
import { overEngines } from './engines.js';
import { record } from './records.js';

overEngines('A view store takes', (subject) => {
  it('a page of 2,000 documents, twice', async () => {
    const { store } = subject;
    const collection = await subject.collection({ group: ['group'] });
    const page = (position: number, existed: boolean) =>
      Array.from({ length: 2_000 }, (_, n) => record(`k${n}`, position, { n, group: n % 7, text: 'x'.repeat(900) }, existed));
    expect(await store.write(collection, page(1, false))).toEqual([]);
    expect(await store.write(collection, page(2, true))).toEqual([]);
    expect(await store.write(collection, page(3, false))).toHaveLength(2_000);
    expect(await store.count(collection, { where: { group: 3 } })).toBe(286);
    const keys = Array.from({ length: 4_100 }, (_, n) => `k${n}`);
    expect((await store.load(collection, keys)).size).toBe(2_000);
  });

  it('many of a shape, changed one at a time, with others among them, and a collection in place of another', async () => {
    const { store } = subject;
    const document = (n: number, text: string) => ({ n, name: `name ${n}`, text: text.repeat(40), more: { list: [n, n + 1] } });
    for (const text of ['first', 'other']) {
      const collection = await subject.collection({ n: ['n'] });
      const few = [record('a', 1, { text: 'of another shape'.repeat(20) }), record('b', 1, { n: -1 })];
      const many = Array.from({ length: 100 }, (_, n) => record(`k${n}`, 1, document(n, text)));
      expect(await store.write(collection, [...few, ...many])).toEqual([]);
      expect(await store.write(collection, [record('k7', 2, document(7, 'changed'), true)])).toEqual([]);
      const loaded = await store.load(collection, ['a', 'b', ...many.map(({ key }) => key)]);
      const expected = [...few, ...many].map(({ key, document: told }) => [key, key === 'k7' ? document(7, 'changed') : told]);
      expect([...loaded].map(([key, found]) => [key, found.document]).sort()).toEqual(expected.sort());
      const found = await store.find(collection, { where: { n: [7, 8] }, limit: 5 });
      expect(found.map((one) => one.document)).toEqual([document(7, 'changed'), document(8, text)]);
      await store.drop(collection);
    }
  });

  it('documents of a megabyte', async () => {
    const { store } = subject;
    const collection = await subject.collection({ n: ['n'] });
    const documents = [1, 2, 3].map((n) => ({
      n,
      days: Array.from({ length: 1_000 }, (_, day) => ({ day, text: `${n}`.repeat(1_000) })),
    }));
    await store.write(
      collection,
      documents.map((document) => record(`k${document.n}`, 1, document)),
    );
    const found = await store.find<(typeof documents)[0]>(collection, { orderBy: 'n', descending: true, limit: 2 });
    expect(found).toEqual([3, 2].map((n) => ({ key: `k${n}`, document: documents[n - 1] })));
  });
});
