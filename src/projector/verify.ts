import type { Projection } from '../../projections/kit/projection.js';
import { START } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import type { CatalogEntry, ViewRecord, ViewStore } from '../view-store/view-store.js';
import { canonicalJson } from '../domain/kernel/same-data.js';
import { foldInto } from './fold-into.js';
import type { RebuildProgress, VerifyReport } from './projector-control.js';

const KEYS_AT_A_TIME = 1_000;

/**
 * Compares the active build of a view with a fresh fold of the log up to the view's own checkpoint. A document that the projector has meanwhile moved beyond
 * that checkpoint is passed over: it will be seen at the next verification.
 */
export async function verify(
  projection: Projection,
  { active, dropped }: CatalogEntry,
  { log, store, scratch }: { readonly log: LogReader; readonly store: ViewStore; readonly scratch: ViewStore },
  onProgress?: (progress: RebuildProgress) => void,
  signal?: AbortSignal,
): Promise<VerifyReport> {
  const { name } = projection;
  const { collection } = active!;
  const checkpoint = (await store.checkpoint(collection)) ?? START;
  const blank = { projection, store: scratch, dropped };
  if (checkpoint !== START) await foldInto([blank], log, checkpoint, (done) => onProgress?.({ name, done }), signal);
  else await scratch.create(name, projection.indexes);
  signal?.throwIfAborted();
  let documents = 0;
  const different: string[] = [];
  const contentOf = (record: ViewRecord | undefined) => canonicalJson(withoutPosition(record?.document ?? null, projection));
  const compare = async (keys: readonly string[]) => {
    const [stored, fresh] = [await store.load(collection, keys), await scratch.load(name, keys)];
    for (const key of keys) {
      const record = stored.get(key);
      if (record && record.position > checkpoint) continue;
      const expected = fresh.get(key);
      if (contentOf(record) !== contentOf(expected)) different.push(key);
    }
  };
  for await (const keys of keysOf(scratch, name)) {
    documents += keys.length;
    await compare(keys);
  }
  // The other way round: what is stored though the log knows nothing of it.
  for await (const keys of keysOf(store, collection)) {
    const fresh = await scratch.load(name, keys);
    await compare(keys.filter((key) => (fresh.get(key)?.document ?? null) === null));
  }
  return { name, documents, different: different.length, firstDifference: different.sort()[0] ?? null };
}

/** Where pages were cut shows in the position of a derived document's last change, and in nothing else. */
function withoutPosition(document: object | null, { cascade }: Projection): object | null {
  return document && cascade ? { ...document, [cascade.changedField]: undefined } : document;
}

async function* keysOf(store: ViewStore, collection: string): AsyncGenerator<readonly string[]> {
  let after: { value: null; key: string } | undefined;
  for (;;) {
    const found = await store.find(collection, { limit: KEYS_AT_A_TIME, ...(after && { after }) });
    if (found.length > 0) yield found.map(({ key }) => key);
    if (found.length < KEYS_AT_A_TIME) return;
    after = { value: null, key: found.at(-1)!.key };
  }
}
