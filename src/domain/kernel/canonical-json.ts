/** JSON with the keys of every object in order: equal text for equal content, whatever order a store or a client gives fields in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item) ? inOrder(item as Record<string, unknown>) : item,
  );
}

const inOrder = (item: Record<string, unknown>) =>
  Object.fromEntries(
    Object.keys(item)
      .sort()
      .map((key) => [key, item[key]]),
  );
