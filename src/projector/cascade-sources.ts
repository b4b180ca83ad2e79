import type { ViewRecord, ViewStore } from '../view-store/view-store.js';

const AT_A_TIME = 1_000;

/** The stored sources that a settings event with effect from `from` can concern, in pages of a thousand. */
export async function* sourcesFrom(
  store: ViewStore,
  collection: string,
  field: string,
  from: string,
): AsyncGenerator<ReadonlyMap<string, ViewRecord>> {
  let after: { value: string; key: string } | undefined;
  for (;;) {
    const query = { ranges: [{ field, from }], orderBy: field, limit: AT_A_TIME, ...(after && { after }) };
    const found = await store.find(collection, query);
    // `find` returns no positions, so load the records.
    if (found.length > 0) {
      yield await store.load(
        collection,
        found.map(({ key }) => key),
      );
    }
    const last = found.at(-1);
    if (last === undefined || found.length < AT_A_TIME) return;
    after = { key: last.key, value: reachIn(last.document, field) };
  }
}

/** All documents that match `where`, which are few. Empty while the collection does not exist. */
export async function documentsWhere(
  store: ViewStore,
  collection: string,
  where: Readonly<Record<string, string>>,
): Promise<Map<string, object>> {
  const documents = new Map<string, object>();
  if (!(await store.collections()).includes(collection)) return documents;
  let after: { value: null; key: string } | undefined;
  for (;;) {
    const found = await store.find(collection, { where, limit: AT_A_TIME, ...(after && { after }) });
    for (const { key, document } of found) documents.set(key, document);
    const last = found.at(-1);
    if (last === undefined || found.length < AT_A_TIME) return documents;
    after = { value: null, key: last.key };
  }
}

/** The value of the reach field: settings can concern a source only from this value on. */
export const reachIn = (document: object, field: string): string => (document as Record<string, string | undefined>)[field] ?? '';
