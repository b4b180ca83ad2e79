import type { ViewStore, ViewWrite } from '../../../src/view-store/view-store.js';

export const at = (n: number) => String(n).padStart(20, '0');

export const record = (key: string, position: number, document: object | null, existed = false): ViewWrite => ({
  key,
  position: at(position),
  document,
  existed,
});

/** Puts documents in, each under its `id`. */
export async function fill(store: ViewStore, collection: string, documents: readonly { readonly id: string }[]): Promise<void> {
  await store.write(
    collection,
    documents.map((document) => record(document.id, 1, document)),
  );
}

export const documentOf = async (store: ViewStore, collection: string, key: string) =>
  (await store.load(collection, [key])).get(key)?.document;
