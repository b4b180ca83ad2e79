import type { Identities } from '../identity/identities.js';
import type { Place } from '../paging/cursor.js';
import { type Page, pageWith } from '../paging/page.js';
import type { ViewReader } from '../view-reader.js';
import { type JoinedRelationship, relationshipsAt } from './joined-relationship.js';

/** A page of relationships from one of their places: they are read together. */
export async function relationshipPage(
  reader: ViewReader,
  identities: Identities,
  page: Page<Place>,
  asOf?: string,
): Promise<Page<JoinedRelationship>> {
  const ids = page.edges.map(({ node }) => node.key);
  const relationships = await relationshipsAt(reader, identities, ids, asOf);
  return pageWith(page, ({ key }) => relationships.get(key));
}
