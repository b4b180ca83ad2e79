type Level = WeakMap<object, unknown>;

/**
 * Computes once for each combination of objects that never change: documents, policies, the basis of a score. What was computed goes as soon as one
 * of them goes.
 */
export function onceFor<Of extends readonly [object, ...object[]], T extends object>(
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
export function onceOver<T>(one: object, name: string, compute: () => T): T {
  const known = over.get(one) ?? new Map<string, unknown>();
  over.set(one, known);
  if (!known.has(name)) known.set(name, compute());
  return known.get(name) as T;
}
