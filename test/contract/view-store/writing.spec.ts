import { expect, it } from 'vitest';
import { overEngines } from './engines.js';
import { at, documentOf, record } from './records.js';

overEngines('A view store writes', (subject) => {
  it('what it is given and gives it back, tombstones included', async () => {
    const { store } = subject;
    const collection = await subject.collection();
    const document = {
      text: 'Grüße, 日本, 🩺',
      none: null,
      yes: true,
      no: false,
      list: [{ a: 1.5 }],
      deep: { empty: {} },
      big: 2 ** 53 - 1,
    };
    expect(await store.write(collection, [record('b', 7, document), record('a', 3, null)])).toEqual([]);
    const loaded = await store.load(collection, ['a', 'b', 'absent']);
    expect(new Map(loaded)).toEqual(
      new Map([
        ['a', { key: 'a', position: at(3), document: null }],
        ['b', { key: 'b', position: at(7), document }],
      ]),
    );
    expect((await store.load(collection, [])).size).toBe(0);
    expect(await store.write(collection, [])).toEqual([]);
  });

  it('only forwards: an earlier or the same position changes nothing', async () => {
    const { store } = subject;
    const collection = await subject.collection();
    await store.write(collection, [record('a', 5, { n: 5 })]);
    for (const position of [4, 5])
      for (const existed of [true, false])
        expect(await store.write(collection, [record('a', position, { n: 'late' }, existed)])).toEqual([]);
    expect(await documentOf(store, collection, 'a')).toEqual({ n: 5 });
    expect(await store.write(collection, [record('a', 6, { n: 6 }, true)])).toEqual([]);
    expect(await documentOf(store, collection, 'a')).toEqual({ n: 6 });
  });

  it('a page twice without a change', async () => {
    const { store } = subject;
    const collection = await subject.collection();
    await store.write(collection, [record('a', 1, { n: 1 })]);
    const page = [record('a', 4, { n: 4 }, true), record('b', 3, { n: 3 }), record('c', 2, null)];
    const once = [await store.write(collection, page), await store.load(collection, ['a', 'b', 'c'])];
    expect([await store.write(collection, page), await store.load(collection, ['a', 'b', 'c'])]).toEqual(once);
  });

  it('nothing over a record that it took for new, and names it when it is behind', async () => {
    const { store } = subject;
    const collection = await subject.collection();
    await store.write(collection, [record('ahead', 9, { n: 9 }), record('behind', 1, { n: 1 }), record('gone', 1, null)]);
    const behind = await store.write(collection, [
      record('ahead', 5, { n: 5 }),
      record('behind', 5, { n: 5 }),
      record('gone', 5, { n: 5 }),
      record('new', 5, { n: 5 }),
    ]);
    expect([...behind].sort()).toEqual(['behind', 'gone']);
    const documents = await Promise.all(['ahead', 'behind', 'gone', 'new'].map((key) => documentOf(store, collection, key)));
    expect(documents).toEqual([{ n: 9 }, { n: 1 }, null, { n: 5 }]);
  });

  it('nothing where a record should be and is not', async () => {
    const collection = await subject.collection();
    expect(await subject.store.write(collection, [record('a', 1, { n: 1 }, true)])).toEqual([]);
    expect((await subject.store.load(collection, ['a'])).size).toBe(0);
  });

  it('racing pages: the furthest position stays', async () => {
    const { store, other } = subject;
    const collection = await subject.collection();
    const keys = Array.from({ length: 50 }, (_, index) => `k${index}`);
    await store.write(
      collection,
      keys.map((key) => record(key, 0, { n: 0 })),
    );
    const page = (n: number) => (n % 2 ? [...keys].reverse() : keys).map((key) => record(key, n, { n }, true));
    await Promise.all([1, 6, 3, 8, 5, 2, 7, 4].map((n) => (n % 2 ? store : other).write(collection, page(n))));
    const stored = await store.load<{ n: number }>(collection, keys);
    expect(keys.map((key) => stored.get(key)?.document?.n)).toEqual(keys.map(() => 8));
  });

  it('racing inserts: one wins, and the others learn of it', async () => {
    const { store, other } = subject;
    const collection = await subject.collection();
    const behind = await Promise.all([1, 2, 3, 4].map((n) => (n % 2 ? store : other).write(collection, [record('a', n, { n })])));
    const { n } = (await documentOf(store, collection, 'a')) as { n: number };
    expect(behind.map((keys) => keys.length)).toEqual([1, 2, 3, 4].map((position) => (position > n ? 1 : 0)));
  });

  it('an amendment where the record still stands', async () => {
    const { store } = subject;
    const collection = await subject.collection();
    const parked = {
      reason: 'no such status',
      events: [{ id: 'e1', type: 'TicketClosed', stream: 'ticket-1', revision: 3, position: at(5) }],
    };
    await store.write(collection, [
      { ...record('a', 5, { n: 5 }), parked },
      { ...record('b', 5, null), parked },
      record('c', 5, { n: 5 }),
    ]);
    expect((await store.parked(collection, 9)).map(({ key, parked: waiting }) => [key, waiting])).toEqual([
      ['a', parked],
      ['b', parked],
    ]);
    expect(await store.parked(collection, 1)).toHaveLength(1);
    expect(await store.amend(collection, { key: 'a', position: at(4), document: null })).toBe(false);
    expect(await store.amend(collection, { key: 'absent', position: at(5), document: null })).toBe(false);
    expect(await store.amend(collection, { key: 'a', position: at(5), document: { n: 'amended' } })).toBe(true);
    expect((await store.load(collection, ['a'])).get('a')).toEqual({ key: 'a', position: at(5), document: { n: 'amended' } });
    await store.write(collection, [record('b', 6, { n: 6 }, true)]);
    expect(await store.parked(collection, 9)).toEqual([]);
  });
});
