import { LRUCache } from 'lru-cache';
import type { ViewReader } from './view-reader.js';

/** Caches the last few large results, computed from whole views. Concurrent calls share one computation. */
export class AsyncMemo<T> {
  private readonly values: LRUCache<string, Promise<T>>;

  constructor(max: number) {
    this.values = new LRUCache({ max });
  }

  /** The value of a key, which must name everything that the value depends on. Failures are not cached. */
  of(key: string, compute: () => Promise<T>): Promise<T> {
    const cached = this.values.get(key);
    if (cached) return cached;
    const computing = compute();
    this.values.set(key, computing);
    computing.catch(() => this.values.delete(key));
    return computing;
  }
}

/** A value, or a promise of it while it is being computed. */
export type MaybePromise<T> = T | Promise<T>;

/** Continues with a value synchronously where it is available. */
export const chain = <T, R>(arriving: MaybePromise<T>, go: (value: T) => R): MaybePromise<R> =>
  arriving instanceof Promise ? arriving.then(go) : go(arriving);

/**
 * Caches thousands of small results of one reader. A finished result is returned as a value instead of a promise, so that a
 * compiled query does not pause at each field. Failures are dropped; everything is dropped when the limit is reached.
 */
export class AsyncCache {
  private readonly values = new Map<string, unknown>();

  constructor(private readonly most: number) {}

  of<T>(key: string, compute: () => Promise<T>): MaybePromise<T> {
    const cached = this.values.get(key);
    if (cached !== undefined) return cached as MaybePromise<T>;
    if (this.values.size >= this.most) this.values.clear();
    const arriving = compute().then(
      (value) => {
        this.values.set(key, value);
        return value;
      },
      (error: unknown) => {
        this.values.delete(key);
        throw error;
      },
    );
    this.values.set(key, arriving);
    return arriving;
  }
}

type Level = WeakMap<object, unknown>;

/**
 * Memoises a function of immutable objects: documents, policies, the basis of a score. A result is released as soon as one of
 * its arguments is.
 */
export function memoize<Of extends readonly [object, ...object[]], T extends object>(
  compute: (...of: Of) => T,
): (...of: Of) => T {
  const first: Level = new WeakMap();
  return (...of) => {
    let level = first;
    for (const one of of.slice(0, -1)) {
      let next = level.get(one) as Level | undefined;
      if (!next) level.set(one, (next = new WeakMap()));
      level = next;
    }
    const last = of.at(-1)!;
    let computed = level.get(last) as T | undefined;
    if (!computed) level.set(last, (computed = compute(...of)));
    return computed;
  };
}

const over = new WeakMap<object, Map<string, unknown>>();

/** Caches a value with one object, under a name for the computation. */
export function memoizeOn<T>(one: object, name: string, compute: () => T): T {
  const computed = over.get(one) ?? new Map<string, unknown>();
  over.set(one, computed);
  if (!computed.has(name)) computed.set(name, compute());
  return computed.get(name) as T;
}

/**
 * The number of perspectives for which results are cached: the unrestricted one, and the most recently used restricted ones.
 * Those see few rows each, so their caches are small.
 */
export const PERSPECTIVES = 100;

/** Holds one object per perspective, so that callers with other visible rows do not evict each other's cached results. */
export class ByPerspective<T extends object> {
  private readonly values: LRUCache<string, T>;

  constructor(make: () => T) {
    this.values = new LRUCache({ max: PERSPECTIVES, memoMethod: make });
  }

  of({ perspective = '' }: ViewReader): T {
    return this.values.memo(perspective);
  }
}
