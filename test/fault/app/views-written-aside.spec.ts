import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openViewsWrittenAside } from '../../../src/app/projecting/views-written-aside.js';
import { WriteCount } from '../../../src/view-store/embedded/write-count.js';
import { openViewsInThread } from '../../../src/view-store/open-view-store.js';
import { at, record } from '../../contract/view-store/records.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
let begun: Worker[] = [];
const note = (worker: Worker) => begun.push(worker);
beforeEach(() => {
  begun = [];
  process.on('worker', note);
});
afterEach(() => void process.off('worker', note));

async function opened() {
  const url = `file:${join(folder(), 'views.db')}`;
  const written = new WriteCount();
  const store = await openViewsWrittenAside(url, written);
  return { url, written, store };
}

it('are read by whoever wrote them, and by other threads, once they are written', async () => {
  const { url, written, store } = await opened();
  await store.create('tickets', { status: ['status'] });
  const beside = await openViewsInThread(url, written);
  // Some megabytes: in several parts.
  const words = 'x'.repeat(5_000);
  const records = Array.from({ length: 1_500 }, (_, n) => record(`t${n}`, 1, { status: 'OPEN', words, n }));
  expect(await store.write('tickets', records)).toEqual([]);
  await store.saveCheckpoint('tickets', at(1));
  for (const reader of [store, beside]) {
    expect(await reader.count('tickets', { where: { status: 'OPEN' } })).toBe(1_500);
    expect((await reader.checkpoints()).get('tickets')).toBe(at(1));
  }
  // What is there already at a lesser position is told of every part.
  const again = records.map((one) => ({ ...one, position: at(2) }));
  expect(await store.write('tickets', again)).toHaveLength(1_500);
  await beside.close();
  await store.close();
});

it('are written by another thread after the death of the first', async () => {
  const { store } = await opened();
  await store.create('tickets', {});
  await store.write('tickets', [record('a', 1, { n: 1 })]);
  await begun[0]!.terminate();
  await store.write('tickets', [record('b', 2, { n: 2 })]);
  expect(begun).toHaveLength(2);
  expect([...(await store.load('tickets', ['a', 'b'])).keys()]).toEqual(['a', 'b']);
  await store.close();
});

it('have one owner, and leave no thread to whoever is refused', async () => {
  const { url, store } = await opened();
  await expect(openViewsWrittenAside(url, new WriteCount())).rejects.toMatchObject({ code: 'STORE_BUSY' });
  expect(begun.map(({ threadId }) => threadId > 0)).toEqual([true, false]);
  await store.create('tickets', {});
  await store.close();
  expect(begun[0]!.threadId).toBe(-1);
});
