import type { ViewStore } from '../../../src/view-store/view-store.js';

const KEYS = Array.from({ length: 20 }, (_, n) => `k${n}`);
const at = (page: number) => String(page).padStart(20, '0');

/** Rewrites the same documents page after page, all carrying the page's number, and the checkpoint behind each: begins where it stopped. */
export async function writePages(store: ViewStore, last: number, done: (page: number) => void): Promise<void> {
  await store.create('pages', { page: ['page'] });
  for (let page = Number(await store.checkpoint('pages')) + 1; page <= last; page++) {
    const stored = await store.load('pages', KEYS);
    const document = { page, text: 'x'.repeat(2_000) };
    await store.write(
      'pages',
      KEYS.map((key) => ({ key, position: at(page), document, existed: stored.has(key) })),
    );
    await store.saveCheckpoint('pages', at(page));
    done(page);
  }
}

export interface Standing {
  readonly checkpoint: number;
  /** The page of the document that is furthest behind; 0 when one is missing. */
  readonly behindmost: number;
  readonly foremost: number;
}

/** How far the checkpoint and the documents are. */
export async function standing(store: ViewStore): Promise<Standing> {
  const stored = await store.load<{ page: number }>('pages', KEYS);
  const pages = KEYS.map((key) => stored.get(key)?.document?.page ?? 0);
  return { checkpoint: Number(await store.checkpoint('pages')), behindmost: Math.min(...pages), foremost: Math.max(...pages) };
}
