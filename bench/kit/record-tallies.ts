import { pathToFileURL } from 'node:url';
import { PROJECTIONS } from '../../projections/index.js';
import { type PairDocument, pairKey } from '../../projections/trials/documents.js';
import { Catalog } from '../../src/projector/catalog.js';
import { openViewStore } from '../../src/view-store/open-view-store.js';
import { dayOf, LAST_DAY, madeUpPairs, monthsOf, relationshipsOf } from './made-up-tallies.js';
import { inProject } from './program.js';

/**
 * Fills a view store as so many events of ten years would: with the tallies of 1,500 relationships and of the organisation, and
 * the single verdicts of the last day. The data is synthetic, but is written through the store and registered in the catalog,
 * so that a server uses it.
 */
export async function recordTallies(views: string, events: number): Promise<readonly PairDocument[]> {
  const store = await openViewStore(`file:${views}`);
  const { codeHashOf } = (await import(pathToFileURL(inProject('dist/src/projector/code-hash.js')).href)) as {
    codeHashOf: (projection: string) => string;
  };
  const catalog = new Catalog(store);
  const collections = new Map<string, string>();
  for (const projection of PROJECTIONS) {
    const { active } = await catalog.ensure({ projection, codeHash: codeHashOf(projection.name) });
    collections.set(projection.name, active!.collection);
  }
  const write = (view: string, documents: ReadonlyMap<string, object>) =>
    store.write(
      collections.get(view)!,
      [...documents].map(([key, document]) => ({ key, position: '0', document, existed: false })),
    );

  const pairs = madeUpPairs(events);
  await write('relationship', relationshipsOf(pairs.values()));
  await write('trials', new Map([...pairs].map(([id, pair]) => [pairKey(id), pair])));
  await write('trials', monthsOf(pairs.values()));
  await write('trials', dayOf(LAST_DAY, pairs.values()));
  await store.close();
  return [...pairs.values()];
}
