import { LRUCache } from 'lru-cache';
import type { ViewStore } from '../view-store/view-store.js';

interface Lent {
  readonly store: Promise<ViewStore>;
  readers: number;
  evicted: boolean;
}

/** Stores that are kept for the next reader, the newest ones only. One that must go while it is being read goes when its last reader is done. */
export class LentStores {
  private readonly kept: LRUCache<string, Lent>;

  constructor(max: number) {
    this.kept = new LRUCache({
      max,
      dispose: (lent) => {
        lent.evicted = true;
        closeUnread(lent);
      },
    });
  }

  has(name: string): boolean {
    return this.kept.has(name);
  }

  /** The next reader gets one that is made anew. */
  forget(name: string): void {
    this.kept.delete(name);
  }

  /** Reads from the store of this name, made by `make` if it is not kept. What could not be made is made again for the next reader. */
  async read<T>(name: string, make: () => Promise<ViewStore>, read: (store: ViewStore) => Promise<T>): Promise<T> {
    let lent = this.kept.get(name);
    if (!lent) {
      lent = { store: make(), readers: 0, evicted: false };
      this.kept.set(name, lent);
    }
    lent.readers += 1;
    try {
      return await read(await lent.store);
    } catch (error) {
      if (
        await lent.store.then(
          () => false,
          () => true,
        )
      )
        this.kept.delete(name);
      throw error;
    } finally {
      lent.readers -= 1;
      if (lent.evicted) closeUnread(lent);
    }
  }

  async close(): Promise<void> {
    const stores = [...this.kept.values()].map(({ store }) => store);
    this.kept.clear();
    await Promise.allSettled(stores);
  }
}

function closeUnread({ store, readers }: Lent): void {
  if (readers === 0) store.then((opened) => opened.close()).catch(() => undefined);
}
