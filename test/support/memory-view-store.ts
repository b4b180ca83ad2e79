import type { ViewQuery, ViewRecord, ViewStore, ViewWrite } from '../../src/view-store/view-store.js';

/** One collection as the contract of view stores says (test/contract/view-store), in memory: for tests of what runs over it thousands of times. */
export function memoryViewStore(): ViewStore {
  const records = new Map<string, ViewRecord>();
  let checkpoint: string | null = null;
  const field = (record: ViewRecord, name: string) => (record.document as Record<string, string>)[name];
  const found = ({ where = {}, ranges = [] }: Pick<ViewQuery, 'where' | 'ranges'>): ViewRecord[] =>
    [...records.values()].filter(
      (record) =>
        record.document !== null &&
        Object.entries(where).every(([name, value]) => field(record, name) === value) &&
        ranges.every(({ field: name, from }) => {
          const value = field(record, name);
          return value !== undefined && value >= String(from);
        }),
    );
  const store: Pick<
    ViewStore,
    'collections' | 'load' | 'find' | 'count' | 'checkpoint' | 'create' | 'write' | 'saveCheckpoint'
  > = {
    collections: () => Promise.resolve(['view']),
    create: () => Promise.resolve(),
    load: <D extends object>(_: string, keys: readonly string[]) =>
      Promise.resolve(new Map(keys.flatMap((key) => (records.has(key) ? [[key, records.get(key) as ViewRecord<D>]] : [])))),
    find: <D extends object>(_: string, { orderBy, after, limit, ...filter }: ViewQuery) => {
      const valueOf = (record: ViewRecord) => (orderBy === undefined ? '' : (field(record, orderBy) ?? ''));
      const placeOf = (record: ViewRecord) => `${valueOf(record)}\u0000${record.key}`;
      const from = after && `${after.value ?? ''}\u0000${after.key}`;
      const rows = found(filter)
        .filter((record) => from === undefined || placeOf(record) > from)
        .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
        .slice(0, limit);
      return Promise.resolve(rows.map(({ key, document }) => ({ key, document: document as D })));
    },
    count: (_, filter) => Promise.resolve(found(filter).length),
    checkpoint: () => Promise.resolve(checkpoint),
    write: (_, writes: readonly ViewWrite[]) => {
      const behind: string[] = [];
      for (const { existed, ...record } of writes) {
        const stored = records.get(record.key);
        if (stored && stored.position >= record.position) continue;
        if (stored && !existed) behind.push(record.key);
        else if (stored || !existed) records.set(record.key, structuredClone(record));
      }
      return Promise.resolve(behind);
    },
    saveCheckpoint: (_, position) => {
      if (checkpoint === null || checkpoint < position) checkpoint = position;
      return Promise.resolve();
    },
  };
  return store as ViewStore;
}
