import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { Database } from '../../../src/sqlite/database.js';
import { EmbeddedViewStore } from '../../../src/view-store/embedded/embedded-view-store.js';
import { WriteCount } from '../../../src/view-store/embedded/write-count.js';
import { MongoViewStore } from '../../../src/view-store/mongodb/mongo-view-store.js';
import { openViewsInThread, openViewStore } from '../../../src/view-store/open-view-store.js';
import type { CatalogEntry, ViewStoreReader } from '../../../src/view-store/view-store.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { at, fill } from './records.js';

const folder = temporaryFolders();

it('A file keeps its views, and has one owner', async () => {
  const url = `file:${join(folder(), 'deep', 'views.db')}`;
  const store = await openViewStore(url);
  await store.create('tickets', { status: ['status'] });
  const long = 'x'.repeat(5_000);
  await fill(store, 'tickets', [{ id: 'a', ...{ status: 'OPEN', team: 'a', long } }]);
  await store.lease('tickets', 'me', 60_000);
  await expect(openViewStore(url)).rejects.toMatchObject({ code: 'STORE_BUSY' });
  await store.close();
  const again = await openViewStore(url);
  expect(await again.find('tickets', { where: { status: 'OPEN' }, limit: 1 })).toHaveLength(1);
  // The file has one owner: whoever held the lease is gone.
  expect(await again.lease('tickets', 'you', 60_000)).toBe(true);
  await again.create('tickets', { status: ['status'], team: ['team'] });
  expect(await again.count('tickets', { where: { team: 'a' } })).toBe(1);
  await again.close();
});

it('A file’s views are read beside its owner, with all that it has written, made and dropped', async () => {
  const url = `file:${join(folder(), 'views.db')}`;
  const written = new WriteCount();
  const owner = await openViewStore(url, written);
  await owner.create('tickets', { status: ['status'] });
  const beside = await openViewsInThread(url, written);
  expect(await beside.checkpoints()).toEqual(new Map());
  await fill(owner, 'tickets', [{ id: 'a', ...{ status: 'OPEN' } }]);
  await owner.saveCheckpoint('tickets', at(1));
  expect(await beside.find('tickets', { where: { status: 'OPEN' }, limit: 1 })).toHaveLength(1);
  expect(await beside.checkpoint('tickets')).toBe(at(1));
  expect(await beside.checkpoints()).toEqual(new Map([['tickets', at(1)]]));
  await owner.saveCheckpoint('tickets', at(2));
  expect(await beside.checkpoints()).toEqual(new Map([['tickets', at(2)]]));
  await owner.create('teams', {});
  await fill(owner, 'teams', [{ id: 'b' }]);
  expect(await beside.count('teams', {})).toBe(1);
  await owner.drop('tickets');
  expect(await beside.collections()).toEqual(['teams']);
  expect(await beside.checkpoints()).toEqual(new Map());
  await expect(beside.load('tickets', ['a'])).rejects.toThrow();
  await beside.close();
  await owner.close();
});

it('A file that another program writes over is read no more, by its owner nor beside, until it is back as it was', async () => {
  const file = join(folder(), 'views.db');
  const written = new WriteCount();
  const owner = await openViewStore(`file:${file}`, written);
  await owner.create('tickets', {});
  const beside = await openViewsInThread(`file:${file}`, written);
  const answers = async () => {
    // Files are looked at every two milliseconds at the most.
    await delay(3);
    const asked = [beside.count('tickets', {}), owner.lease('tickets', 'me', 60_000), beside.count('tickets', {})];
    return Promise.all(asked.map((one) => one.catch(({ code }: { code: string }) => code)));
  };
  expect(await answers()).toEqual([0, true, 0]);
  const whole = readFileSync(file);
  writeFileSync(file, Buffer.alloc(whole.length, 'x'));
  expect(await answers()).toEqual(['VIEWS_UNAVAILABLE', 'VIEWS_UNAVAILABLE', 'VIEWS_UNAVAILABLE']);
  await expect(fill(owner, 'tickets', [{ id: 'a' }])).rejects.toMatchObject({ code: 'VIEWS_UNAVAILABLE' });
  writeFileSync(file, whole);
  await answers();
  expect(await answers()).toEqual([0, true, 0]);
  // The time alone says nothing; who reads beside hears that when the owner has looked.
  utimesSync(file, 1, 1);
  await answers();
  expect(await answers()).toEqual([0, true, 0]);
  await beside.close();
  await owner.close();
});

it('A file is read beside its owner while all that it writes goes into it', async () => {
  const file = join(folder(), 'views.db');
  const written = new WriteCount();
  const owner = new EmbeddedViewStore(file, written);
  // Every commit is copied into the file, as otherwise one in thousands is.
  (owner as unknown as { readonly database: Database }).database.exec('PRAGMA wal_autocheckpoint=1');
  await owner.create('tickets', { status: ['status'] });
  const beside = await openViewsInThread(`file:${file}`, written);
  const reads = async () => {
    await delay(5);
    return beside.count('tickets', {});
  };
  const writes: readonly (() => Promise<unknown>)[] = [
    () => owner.create('tickets', { team: ['team'] }),
    () => fill(owner, 'tickets', [{ id: 'a' }]),
    () => owner.amend('tickets', { key: 'a', position: at(1), document: { id: 'b' } }),
    () => owner.saveCheckpoint('tickets', at(1)),
    () => owner.saveCatalog({ projection: 'tickets', revision: 1 } as CatalogEntry),
    () => owner.lease('tickets', 'me', 60_000),
    () => owner.release('tickets', 'me'),
    () => owner.create('teams', {}),
    () => owner.drop('teams'),
  ];
  for (const write of writes) {
    await write();
    await reads();
  }
  expect(await reads()).toBe(1);
  await beside.close();
  await owner.close();
});

it('Documents of one shape take a fraction of their room, and are read beside the owner and by the next one', async () => {
  const file = join(folder(), 'views.db');
  const written = new WriteCount();
  const owner = await openViewStore(`file:${file}`, written);
  await owner.create('tickets', {});
  const beside = await openViewsInThread(`file:${file}`, written);
  const documents = Array.from({ length: 300 }, (_, n) => ({
    id: `k${n}`,
    ...Object.fromEntries(
      Array.from({ length: 40 }, (__, field) => [`theNameOfField${field}`, (n * field) % 7 === 0 ? n : null]),
    ),
  }));
  const expected = new Map(documents.map((document) => [document.id, document]));
  const read = async (store: ViewStoreReader) =>
    new Map([...(await store.load('tickets', [...expected.keys()]))].map(([key, { document }]) => [key, document]));
  await fill(owner, 'tickets', documents);
  expect(await read(owner)).toEqual(expected);
  expect(await read(beside)).toEqual(expected);
  await beside.close();
  await owner.close();
  expect(statSync(file).size).toBeLessThan(JSON.stringify(documents).length / 2);
  const next = await openViewStore(`file:${file}`);
  expect(await read(next)).toEqual(expected);
  await next.close();
});

it('Documents that an earlier version deflated by themselves are read as they are', async () => {
  const file = join(folder(), 'views.db');
  const owner = await openViewStore(`file:${file}`);
  await owner.create('tickets', {});
  await fill(owner, 'tickets', [{ id: 'a' }]);
  await owner.close();
  const database = new Database(file);
  database.prepare('UPDATE view_1 SET document = ?').run(deflateRawSync('{"id":"a","told":"before"}', { level: 1 }));
  database.close();
  const next = await openViewStore(`file:${file}`);
  expect((await next.load('tickets', ['a'])).get('a')?.document).toEqual({ id: 'a', told: 'before' });
  await next.close();
});

it('A damaged file is told with what helps: views can be built again', async () => {
  const file = join(folder(), 'views.db');
  writeFileSync(file, 'Not a database, but long enough to be looked at. '.repeat(100));
  await expect(openViewStore(`file:${file}`)).rejects.toMatchObject({
    code: 'STORE_CORRUPT',
    message: expect.stringContaining(file),
    remedy: expect.stringContaining('Remove the file'),
  });
});

it('Memory is each store’s own and leaves no file', async () => {
  const [one, two] = [await openViewStore('memory:'), await openViewStore('memory:')];
  await one.create('tickets', {});
  expect(await two.collections()).toEqual([]);
  await Promise.all([one.close(), two.close()]);
  expect(existsSync(':memory:')).toBe(false);
});

it.each([['file:views.db', EmbeddedViewStore, 'views.db']])('%s is a path from here', async (url, engine, file) => {
  const here = process.cwd();
  process.chdir(folder());
  try {
    const store = await openViewStore(url);
    expect(store).toBeInstanceOf(engine);
    expect(existsSync(file)).toBe(true);
    await store.close();
  } finally {
    process.chdir(here);
  }
});

it.each(['mongodb://127.0.0.1/views', 'mongodb://u:p@a,b:27018/?replicaSet=rs0'])('%s is a MongoDB', async (url) => {
  const store = await openViewStore(url);
  expect(store).toBeInstanceOf(MongoViewStore);
  await store.close();
});

it.each(['', 'views.db', 'file:', 'postgres://a/b', 'mongodb://', 'mongodb://someone:sec:ret@/views'])(
  '"%s" is refused',
  async (url) => {
    const refusal = await openViewStore(url).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'INVALID_CONFIGURATION',
      field: 'VIEW_STORE',
      remedy: expect.stringContaining('mongodb://'),
    });
    expect(String(refusal)).not.toContain('sec');
  },
);
