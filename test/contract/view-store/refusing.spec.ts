import { expect, it } from 'vitest';
import type { ViewStore } from '../../../src/view-store/view-store.js';
import { overEngines } from './engines.js';
import { at, record } from './records.js';

overEngines('A view store refuses', (subject) => {
  it.each(['', '_catalog', 'a.b', '$a', 'a b', 'x'.repeat(101), 'ä'])('a collection named "%s"', (name) =>
    expect(subject.store.create(name, {})).rejects.toMatchObject({ code: 'INVALID_INPUT', field: 'collection' }),
  );

  it.each([`a'`, '$where', 'a..b', 'a"', ''])('a field named "%s"', async (field) => {
    await expect(subject.store.create('fields', { index: [field] })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const collection = await subject.collection();
    await expect(subject.store.find(collection, { where: { [field]: 1 }, limit: 1 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it.each<[string, (store: ViewStore) => Promise<unknown>]>([
    ['load', (store) => store.load('nowhere', ['a'])],
    ['write', (store) => store.write('nowhere', [record('a', 1, {})])],
    ['amend', (store) => store.amend('nowhere', record('a', 1, {}))],
    ['find', (store) => store.find('nowhere', { limit: 1 })],
    ['count', (store) => store.count('nowhere', {})],
    ['parked', (store) => store.parked('nowhere', 1)],
    ['saveCheckpoint', (store) => store.saveCheckpoint('nowhere', at(1))],
  ])('to %s where no collection was made', (_, call) => expect(call(subject.store)).rejects.toMatchObject({ code: 'NOT_FOUND' }));
});

overEngines('A closed view store', (subject) => {
  it('says so', async () => {
    await subject.store.close();
    await subject.store.close();
    await expect(subject.store.catalog()).rejects.toMatchObject({ code: 'VIEWS_UNAVAILABLE' });
    await expect(subject.store.lease('a', 'me', 1)).rejects.toMatchObject({ code: 'VIEWS_UNAVAILABLE' });
  });
});
