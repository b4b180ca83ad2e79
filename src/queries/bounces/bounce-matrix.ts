import { Injectable } from '@nestjs/common';
import type { BouncesDocument } from '../../../projections/trials/documents.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { readAll } from '../paging/read-all.js';
import type { ViewFilter } from '../../view-store/view-store.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';
import { BounceCount, type BounceMatrix } from './bounce-count.js';

/**
 * Question 9: where tickets are handed from team to team, from <= when < to. Teams are those as which they go on: a handing-over between two
 * that have become one since is one from that team to itself, and counts all the same.
 */
@Injectable()
export class AskBounceMatrix {
  async execute(
    reader: ViewReader,
    departmentId: string | undefined,
    from: string | undefined,
    to: string | undefined,
    identities: Identities = PLAIN,
  ): Promise<BounceMatrix> {
    const count = new BounceCount();
    const ranges = months(from, to);
    const of = { kind: 'BOUNCES' };
    const filter = identities.covered({ departmentId }).map((sides) => ({ ...where({ ...of, ...sides }), ranges }));
    const listing = { view: 'trials', filter, orderBy: 'month' };
    for await (const document of readAll<BouncesDocument>(reader, listing)) {
      for (const bounce of document.bounces) {
        if ((from !== undefined && bounce.at < from) || (to !== undefined && bounce.at >= to)) continue;
        const [fromTeamId, toTeamId] = [identities.teams.headOf(bounce.fromTeamId), identities.teams.headOf(bounce.toTeamId)];
        count.add({ ...bounce, fromTeamId, toTeamId });
      }
    }
    return count.matrix();
  }
}

/** The months (`2026-03`) that reach into the stretch. A month sorts before every moment in it, so that `to` itself can be the bound. */
function months(from: string | undefined, to: string | undefined): NonNullable<ViewFilter['ranges']> {
  if (from === undefined && to === undefined) return [];
  return [{ field: 'month', ...(from !== undefined && { from: from.slice(0, 7) }), ...(to !== undefined && { before: to }) }];
}
