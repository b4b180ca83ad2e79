import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemorySessions, type SessionStore } from '../../../src/access/sessions/session-store.js';
import { MongoSessions } from '../../../src/access/sessions/mongodb/mongo-sessions.js';
import { dropDatabase, freshDatabase, MONGODB_TEST_URL, NO_MONGODB } from '../../support/servers/mongodb.js';

interface Engine {
  readonly name: string;
  open(): Promise<{ readonly store: SessionStore; readonly clean: () => unknown }>;
}
const ENGINES: readonly Engine[] = [
  { name: 'in memory', open: async () => ({ store: new MemorySessions(), clean: () => undefined }) },
  ...(MONGODB_TEST_URL
    ? [
        {
          name: 'on MongoDB',
          open: async () => {
            const url = freshDatabase(MONGODB_TEST_URL!);
            return { store: await MongoSessions.open(url), clean: () => dropDatabase(url) };
          },
        },
      ]
    : []),
];
if (!MONGODB_TEST_URL) it.skip(NO_MONGODB, () => undefined);

describe.each(ENGINES)('sessions $name', ({ open }) => {
  let store: SessionStore;
  let clean: () => unknown;
  beforeAll(async () => {
    ({ store, clean } = await open());
  });
  afterAll(async () => {
    await store.close();
    await clean();
  });
  const session = (value: string, inMs = 60_000) => ({ value, endsAt: new Date(Date.now() + inMs).toISOString() });

  it('are found by their id until they are removed', async () => {
    const one = session('{"a":1}');
    await store.put('one', one);
    expect(await store.get('one')).toEqual(one);
    expect(await store.get('two')).toBeUndefined();
    await store.put('one', session('other'));
    expect(await store.get('one')).toMatchObject({ value: 'other' });
    await store.remove('one');
    await store.remove('one');
    expect(await store.get('one')).toBeUndefined();
  });
  it('are there no more once they have ended', async () => {
    await store.put('old', session('old', -1));
    expect(await store.get('old')).toBeUndefined();
    expect(await store.take('old')).toBeUndefined();
  });
  it('end later when that is put off, unless they have been taken', async () => {
    const [soon, late] = [session('used', 60_000), session('used', 120_000)];
    await store.put('used', soon);
    await store.extend('used', late.endsAt);
    expect(await store.get('used')).toEqual(late);
    await store.extend('used', soon.endsAt);
    expect(await store.get('used')).toEqual(late);
    await store.take('used');
    await store.extend('used', late.endsAt);
    expect(await store.get('used')).toBeUndefined();
  });
  it('are found by whose they are, as long as they are there', async () => {
    const [first, second] = [
      { ...session('first'), owner: 'ada' },
      { ...session('second'), owner: 'ada' },
    ];
    await store.put('first', first);
    await store.put('second', second);
    await store.put('ended', { ...session('ended', -1), owner: 'ada' });
    await store.put('another', { ...session('another'), owner: 'bob' });
    await store.put('nobody', session('nobody'));
    const later = session('', 120_000).endsAt;
    await store.extend('second', later);
    const found = await store.ofOwner('ada');
    expect(Object.fromEntries(found)).toEqual({ first, second: { ...second, endsAt: later } });
    await store.remove('first');
    expect([...(await store.ofOwner('ada')).keys()]).toEqual(['second']);
    expect((await store.ofOwner('nobody')).size).toBe(0);
  });
  it('are taken by one alone', async () => {
    await store.put('once', session('once'));
    const taken = await Promise.all(Array.from({ length: 5 }, () => store.take('once')));
    expect(taken.filter((one) => one !== undefined)).toEqual([expect.objectContaining({ value: 'once' })]);
    expect(await store.get('once')).toBeUndefined();
  });
});
