import { expect, it } from 'vitest';
import { overEngines } from './engines.js';
import { at, fill, record } from './records.js';

overEngines('A view store keeps', (subject) => {
  it('a checkpoint that never goes back', async () => {
    const { store, other } = subject;
    const collection = await subject.collection();
    expect(await store.checkpoint(collection)).toBeNull();
    await store.saveCheckpoint(collection, at(5));
    await store.saveCheckpoint(collection, at(3));
    expect(await store.checkpoint(collection)).toBe(at(5));
    await Promise.all([7, 9, 6, 8].map((n) => (n % 2 ? store : other).saveCheckpoint(collection, at(n))));
    expect(await store.checkpoint(collection)).toBe(at(9));
    expect(await store.checkpoint('never_made')).toBeNull();
  });

  it('the checkpoints of all collections, as whoever wrote them last left them', async () => {
    const { store, other } = subject;
    const [one, two, fresh] = [await subject.collection(), await subject.collection(), await subject.collection()];
    await store.saveCheckpoint(one, at(5));
    expect((await other.checkpoints()).get(one)).toBe(at(5));
    await other.saveCheckpoint(one, at(6));
    await other.saveCheckpoint(two, at(7));
    const checkpoints = await store.checkpoints();
    expect([one, two].map((collection) => checkpoints.get(collection))).toEqual([at(6), at(7)]);
    expect(checkpoints.has(fresh)).toBe(false);
    await store.drop(one);
    expect((await store.checkpoints()).has(one)).toBe(false);
  });

  it('collections, made as often as one likes, until they are dropped with their checkpoint', async () => {
    const { store } = subject;
    const collection = await subject.collection({ status: ['status'] });
    await fill(store, collection, [{ id: 'a' }]);
    await store.saveCheckpoint(collection, at(5));
    await store.create(collection, { status: ['status'], due: ['deep.due'] });
    expect(await store.collections()).toContain(collection);
    expect((await store.load(collection, ['a'])).size).toBe(1);
    expect(await store.checkpoint(collection)).toBe(at(5));
    await store.write(collection, [record('b', 2, { deep: { due: 2 } }), record('c', 2, { deep: { due: 1 } })]);
    const found = await store.find(collection, { orderBy: 'deep.due', ranges: [{ field: 'deep.due', from: 0 }], limit: 9 });
    expect(found.map(({ key }) => key)).toEqual(['c', 'b']);
    await store.drop(collection);
    await store.drop(collection);
    expect(await store.collections()).not.toContain(collection);
    expect(await store.checkpoint(collection)).toBeNull();
    await store.create(collection, {});
    expect(await store.checkpoint(collection)).toBeNull();
    expect(await store.count(collection, {})).toBe(0);
  });

  it('collections apart whose names differ in case only', async () => {
    const { store } = subject;
    await store.create('Tickets', {});
    await store.create('tickets', {});
    await fill(store, 'Tickets', [{ id: 'a' }]);
    expect(await store.count('tickets', {})).toBe(0);
    await store.drop('Tickets');
    expect(await store.collections()).toContain('tickets');
  });

  it('an entry of the catalog that changes one step at a time', async () => {
    const { store, other } = subject;
    const blue = { collection: 'tickets_v1', version: 1, codeHash: 'abc' };
    const green = { collection: 'tickets_v2', version: 2, codeHash: 'def' };
    const first = { projection: 'tickets', active: null, building: blue, previous: null, revision: 1 };
    expect(await Promise.all([store.saveCatalog(first), other.saveCatalog(first)])).toEqual(
      expect.arrayContaining([true, false]),
    );
    const built = { ...first, active: blue, building: green, revision: 2 };
    expect(await store.saveCatalog({ ...built, revision: 3 })).toBe(false);
    expect(await store.saveCatalog({ ...built, projection: 'others' })).toBe(false);
    expect(await store.saveCatalog(built)).toBe(true);
    expect(await store.saveCatalog(built)).toBe(false);
    const flipped = { ...built, active: green, building: null, previous: blue, revision: 3 };
    const outcomes = await Promise.all([
      store.saveCatalog(flipped),
      other.saveCatalog({ ...built, building: null, revision: 3 }),
    ]);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    await store.saveCatalog({ ...first, projection: 'accounts' });
    expect((await other.catalog()).map(({ projection, revision }) => [projection, revision])).toEqual([
      ['accounts', 1],
      ['tickets', 3],
    ]);
    expect(await store.catalog()).toContainEqual(outcomes[0] ? flipped : { ...built, building: null, revision: 3 });
  });

  it('a lease for one owner until it ends, is prolonged or given back', async () => {
    const { store, other, advance } = subject;
    expect(await store.lease('tickets', 'me', 1_000)).toBe(true);
    expect(await other.lease('tickets', 'you', 1_000)).toBe(false);
    expect(await other.lease('accounts', 'you', 1_000)).toBe(true);
    advance(900);
    expect(await store.lease('tickets', 'me', 1_000)).toBe(true);
    advance(999);
    expect(await other.lease('tickets', 'you', 1_000)).toBe(false);
    expect([await other.isLeased('tickets'), await other.isLeased('none')]).toEqual([true, false]);
    advance(1);
    expect(await other.isLeased('tickets')).toBe(false);
    expect(await other.lease('tickets', 'you', 1_000)).toBe(true);
    expect(await store.lease('tickets', 'me', 1_000)).toBe(false);
    await store.release('tickets', 'me');
    expect(await store.lease('tickets', 'me', 1_000)).toBe(false);
    await other.release('tickets', 'you');
    expect(await store.lease('tickets', 'me', 1_000)).toBe(true);
  });

  it('a lease for one of many who ask at once', async () => {
    const ask = (name: string) =>
      Promise.all(Array.from({ length: 8 }, (_, n) => (n % 2 ? subject.store : subject.other).lease(name, `owner ${n}`, 1_000)));
    expect((await ask('fresh')).filter(Boolean)).toHaveLength(1);
    subject.advance(1_000);
    expect((await ask('fresh')).filter(Boolean)).toHaveLength(1);
  });
});
