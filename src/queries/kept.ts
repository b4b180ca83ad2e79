import { LRUCache } from 'lru-cache';

/** What was computed from whole views, kept until it is pushed out by newer ones. Asked for twice at once, it is computed once. */
export class Kept<T> {
  private readonly values: LRUCache<string, Promise<T>>;

  constructor(max: number) {
    this.values = new LRUCache({ max });
  }

  /** The value under a key that says all that it depends on. A failure is not kept. */
  of(key: string, compute: () => Promise<T>): Promise<T> {
    const known = this.values.get(key);
    if (known) return known;
    const computing = compute();
    this.values.set(key, computing);
    computing.catch(() => this.values.delete(key));
    return computing;
  }
}
