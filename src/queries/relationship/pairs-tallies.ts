import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import type { Component } from '../../measures/components.js';
import type { Tally } from '../../measures/tallies.js';
import { readAll } from '../paging/read-all.js';
import { talliesOf } from '../score/tallies.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';
import { relationshipId } from './relationship-id.js';

/** One pair, all pairs of a team or of a department, or, with neither, all there are. */
export interface Pairs {
  readonly teamId?: string | undefined;
  readonly departmentId?: string | undefined;
}

/** The day tallies of a component of all these pairs, in no order; a day may come several times. Deadlines yet to come are in them. */
export async function pairsTallies(
  reader: ViewReader,
  pairs: Pairs,
  component: Component,
  identities: Identities = PLAIN,
): Promise<readonly Tally[]> {
  const tallies: Tally[] = [];
  for (const covered of identities.covered(pairs)) {
    for await (const document of relationshipsOf(reader, covered)) tallies.push(...talliesOf(document, component));
  }
  return tallies;
}

async function* relationshipsOf(reader: ViewReader, { teamId, departmentId }: Pairs): AsyncIterable<RelationshipDocument> {
  if (teamId === undefined || departmentId === undefined) {
    yield* readAll<RelationshipDocument>(reader, { view: 'relationship', filter: where({ teamId, departmentId }) });
  } else {
    const id = relationshipId(teamId, departmentId);
    yield* (await reader.get<RelationshipDocument>('relationship', [id])).values();
  }
}
