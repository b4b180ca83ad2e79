/**
 * The function, worked out once for each object: what an event means is asked by `keys` and again for every key by `evolve`. The same to its
 * callers as the function itself, as long as that depends on the object alone; nothing is held longer than the object.
 */
export function once<O extends object, R extends object>(compute: (of: O) => R): (of: O) => R {
  const results = new WeakMap<O, R>();
  return (of) => {
    const before = results.get(of);
    if (before !== undefined) return before;
    const result = compute(of);
    results.set(of, result);
    return result;
  };
}
