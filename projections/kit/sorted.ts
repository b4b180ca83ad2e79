import { fnv1a } from './projection.js';

/** The first index whose item is not less than what `compare` looks for (negative: the item is less). */
export function lowerBound<T>(items: readonly T[], compare: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(items[middle]!) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A copy with the item at its place; an equal one is replaced. Keeping lists in order as they grow makes a document the same whatever order
 * the streams came in, without sorting it anew at every event.
 */
export function insertSorted<T>(items: readonly T[], item: T, compare: (a: T, b: T) => number): readonly T[] {
  const at = lowerBound(items, (other) => compare(other, item));
  const replaces = at < items.length && compare(items[at]!, item) === 0;
  return spliced(items, at, replaces ? 1 : 0, item);
}

/**
 * `toSpliced`, but a plain copy first: V8 copies a whole array as one block of memory, and long lists are copied at every event.
 */
export function spliced<T>(items: readonly T[], at: number, deleted: 0 | 1, ...inserted: readonly T[]): readonly T[] {
  const copy = items.slice();
  if (deleted === 1 && inserted.length === 1) copy[at] = inserted[0]!;
  else if (deleted === 0 && at === copy.length) copy.push(...inserted);
  else copy.splice(at, deleted, ...inserted);
  return copy;
}

/** Orders by the given texts, the first that differs; code units, so that every machine agrees. */
export const compareBy =
  <T>(...texts: readonly ((item: T) => string)[]) =>
  (a: T, b: T): number => {
    for (const text of texts) {
      const left = text(a);
      const right = text(b);
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  };

/** The keys without repetition, in order. An event touches few: comparing them is cheaper than a set. */
export const distinct = (keys: readonly string[]): readonly string[] =>
  keys.length < 2 ? keys : keys.filter((key, index) => keys.indexOf(key) === index);

/**
 * A person, as far as it takes to know whether people are enough: a hash of the pseudonym. 32 bits are plenty: two people who share one count as
 * one, so that something is shown a little later and never too early.
 */
export const personOf = (respondentRef: string): number => fnv1a(respondentRef);
