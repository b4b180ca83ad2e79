import { LRUCache } from 'lru-cache';
import type { ViewReader } from './view-reader.js';

/** Keeps the last few of large results: what was computed from whole views. Asked for twice at once, one is computed once. */
export class AsyncMemo<T> {
  private readonly values: LRUCache<string, Promise<T>>;

  constructor(max: number) {
    this.values = new LRUCache({ max });
  }

  /** The value under a key that says all that it depends on. A failure is not kept. */
  of(key: string, compute: () => Promise<T>): Promise<T> {
    const cached = this.values.get(key);
    if (cached) return cached;
    const computing = compute();
    this.values.set(key, computing);
    computing.catch(() => this.values.delete(key));
    return computing;
  }
}

/** A value, or the promise of it while it is on its way. */
export type MaybePromise<T> = T | Promise<T>;

/** Goes on with a value at once where it is there. */
export const chain = <T, R>(arriving: MaybePromise<T>, go: (value: T) => R): MaybePromise<R> =>
  arriving instanceof Promise ? arriving.then(go) : go(arriving);

/**
 * Keeps thousands of small results of one reader. One that has arrived is given as it is and not as a promise, so that a compiled query goes
 * on without a pause for each of its fields. A failure is forgotten; all is when there is too much of it.
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
 * Computes once for each combination of objects that never change: documents, policies, the basis of a score. What was computed goes as soon as one
 * of them goes.
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

/** The same of one object under a name that says what is computed. */
export function memoizeOn<T>(one: object, name: string, compute: () => T): T {
  const computed = over.get(one) ?? new Map<string, unknown>();
  over.set(one, computed);
  if (!computed.has(name)) computed.set(name, compute());
  return computed.get(name) as T;
}

/** Of so many something is kept: of those who see all, and of those narrowed ones who asked last. They see few rows each, so it takes little. */
export const PERSPECTIVES = 100;

/** One of something for each perspective, so that those who see other rows do not push out what is kept of one's own. */
export class ByPerspective<T extends object> {
  private readonly values: LRUCache<string, T>;

  constructor(make: () => T) {
    this.values = new LRUCache({ max: PERSPECTIVES, memoMethod: make });
  }

  of({ perspective = '' }: ViewReader): T {
    return this.values.memo(perspective);
  }
}
