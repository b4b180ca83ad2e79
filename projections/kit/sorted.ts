import { fnv1a } from './projection.js';

/** The first index whose item is not less than the wanted one; `compare` returns a negative number for lesser items. */
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
 * A copy with the item inserted in order; an equal item is replaced. Keeping lists sorted as they grow makes a document
 * independent of the order in which streams were folded, without sorting it again at every event.
 */
export function insertSorted<T>(items: readonly T[], item: T, compare: (a: T, b: T) => number): readonly T[] {
  const at = lowerBound(items, (other) => compare(other, item));
  const replaces = at < items.length && compare(items[at]!, item) === 0;
  return spliced(items, at, replaces ? 1 : 0, item);
}

/**
 * Like `toSpliced`, but makes a plain copy first: V8 copies a whole array as one block of memory, and long lists are copied
 * at every event.
 */
export function spliced<T>(items: readonly T[], at: number, deleted: 0 | 1, ...inserted: readonly T[]): readonly T[] {
  const copy = items.slice();
  if (deleted === 1 && inserted.length === 1) copy[at] = inserted[0]!;
  else if (deleted === 0 && at === copy.length) copy.push(...inserted);
  else copy.splice(at, deleted, ...inserted);
  return copy;
}

/**
 * Compares by the given texts in order; the first that differs decides. Compares code units, so that the result is the same
 * on every machine.
 */
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

/** The distinct keys, in order. An event has few keys, so comparing them is cheaper than a set. */
export const distinct = (keys: readonly string[]): readonly string[] =>
  keys.length < 2 ? keys : keys.filter((key, index) => keys.indexOf(key) === index);

/**
 * Identifies a person for counting whether enough people answered: a hash of the pseudonym. 32 bits suffice: two people with
 * the same hash count as one, so results are shown a little later but never too early.
 */
export const personOf = (respondentRef: string): number => fnv1a(respondentRef);
