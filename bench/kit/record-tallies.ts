import { pathToFileURL } from 'node:url';
import { PROJECTIONS } from '../../projections/index.js';
import type { RelationshipDocument } from '../../projections/relationship/document.js';
import { Catalog } from '../../src/projector/catalog.js';
import { openViewStore } from '../../src/view-store/open-view-store.js';
import { LAST_DAY, madeUpRelationships, organisationOf, trialsOf } from './made-up-tallies.js';
import { inProject } from './program.js';

/**
 * Fills a view store as so many events of ten years would have left it: the tallies of 1,500 relationships and of the organisation, and the single
 * verdicts of the last day. Made up, but written through the store and named by the catalog, so that a server goes on from them.
 */
export async function recordTallies(views: string, events: number): Promise<readonly RelationshipDocument[]> {
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

  const relationships = madeUpRelationships(events);
  await write('relationship', relationships);
  await write('organisation', organisationOf(relationships.values()));
  await write('trials', trialsOf(LAST_DAY, relationships.values()));
  await store.close();
  return [...relationships.values()];
}
