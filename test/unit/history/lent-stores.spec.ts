import { describe, expect, it } from '@jest/globals';
import { LentStores } from '../../../src/history/lent-stores.js';
import { openViewStore } from '../../../src/view-store/open-view-store.js';
import type { ViewStore } from '../../../src/view-store/view-store.js';

const open = () => openViewStore('memory:');
const isOpen = async (store: ViewStore) =>
  store.catalog().then(
    () => true,
    () => false,
  );

describe('lent stores', () => {
  it('are made once and read again', async () => {
    const stores = new LentStores(2);
    const [one, two] = await Promise.all([
      stores.read('a', open, async (store) => store),
      stores.read('a', open, async (store) => store),
    ]);
    expect(two).toBe(one);
    await stores.close();
    expect(await isOpen(one)).toBe(false);
  });

  it('that are evicted while they are read close when the reader is done', async () => {
    const stores = new LentStores(1);
    let store!: ViewStore;
    await stores.read('a', open, async (read) => {
      store = read;
      await stores.read('b', open, async () => undefined);
      expect(await isOpen(read)).toBe(true);
    });
    expect(await isOpen(store)).toBe(false);
    await stores.close();
  });

  it('that could not be made are made again', async () => {
    const stores = new LentStores(2);
    const fails = () => Promise.reject(new Error('no'));
    await expect(stores.read('a', fails, async () => 1)).rejects.toThrow('no');
    expect(await stores.read('a', open, async () => 2)).toBe(2);
    await stores.close();
  });
});
