import { LRUCache } from 'lru-cache';
import type { ViewReader } from './view-reader.js';

/** What was computed from whole views, kept until it is pushed out by newer ones. Asked for twice at once, it is computed once. */
export class AsyncMemo<T> {
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
    let known = level.get(last) as T | undefined;
    if (!known) level.set(last, (known = compute(...of)));
    return known;
  };
}

const over = new WeakMap<object, Map<string, unknown>>();

/** The same of one object under a name that says what is computed. */
export function memoizeOn<T>(one: object, name: string, compute: () => T): T {
  const known = over.get(one) ?? new Map<string, unknown>();
  over.set(one, known);
  if (!known.has(name)) known.set(name, compute());
  return known.get(name) as T;
}

/** Of so many something is kept: of those who see all, and of those narrowed ones who asked last. They see few rows each, so it takes little. */
export const PERSPECTIVES = 100;

/** One of something for each perspective, so that those who see other rows do not push out what is kept of one's own. */
export class ByPerspective<T extends object> {
  private readonly known: LRUCache<string, T>;

  constructor(make: () => T) {
    this.known = new LRUCache({ max: PERSPECTIVES, memoMethod: make });
  }

  of({ perspective = '' }: ViewReader): T {
    return this.known.memo(perspective);
  }
}
