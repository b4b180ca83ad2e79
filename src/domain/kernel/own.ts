/** A record's own entry. Ids come from outside, and plain indexing would find `constructor` in every object. */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
