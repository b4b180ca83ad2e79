import { type PairDocument, pairKey } from '../../../projections/trials/documents.js';
import type { Component } from '../../domain/components.js';
import type { Tally } from '../../measures/tallies.js';
import type { Identities } from '../identity/identities.js';
import { readAll } from '../paging/paginate.js';
import { talliesAsOf } from '../score/tallies.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';
import { relationshipId } from './joined-relationship.js';

/** One pair, all pairs of a team or of a department, or, with neither, all pairs. */
export interface Pairs {
  readonly teamId?: string | undefined;
  readonly departmentId?: string | undefined;
}

/**
 * The day tallies of a component for all these pairs, unordered; a day may occur several times. Deadlines in the future are
 * included.
 * @param asOf corrections of settled verdicts apply if they were recorded up to this moment; all of them when absent
 */
export async function pairsTallies(
  reader: ViewReader,
  pairs: Pairs,
  component: Component,
  identities: Identities,
  asOf?: string,
): Promise<readonly Tally[]> {
  const tallies: Tally[] = [];
  const upTo = { lastDay: Infinity, correctedUpTo: asOf ?? '~' };
  for (const covered of identities.covered(pairs)) {
    for await (const { days: components, corrections } of pairsOf(reader, covered)) {
      tallies.push(...talliesAsOf({ components, corrections }, component, upTo));
    }
  }
  return tallies;
}

/** The trial counts of each of these pairs. */
export async function* pairsOf(reader: ViewReader, { teamId, departmentId }: Pairs): AsyncIterable<PairDocument> {
  if (teamId === undefined || departmentId === undefined) {
    yield* readAll<PairDocument>(reader, { view: 'trials', filter: where({ kind: 'PAIR', teamId, departmentId }) });
  } else {
    yield* (await reader.get<PairDocument>('trials', [pairKey(relationshipId(teamId, departmentId))])).values();
  }
}
