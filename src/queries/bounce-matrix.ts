import { Injectable } from '@nestjs/common';
import type { BouncesDocument } from '../../projections/trials/documents.js';
import type { ViewFilter } from '../view-store/view-store.js';
import type { Identities } from './identity/identities.js';
import { readAll } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';
import { where } from './where.js';

/**
 * Question 9: hand-overs of tickets between teams, from <= when < to.
 * Teams are resolved to their successors. A hand-over between two teams that have been merged since counts as one from the
 * merged team to itself.
 */
@Injectable()
export class AskBounceMatrix {
  async execute(
    reader: ViewReader,
    departmentId: string | undefined,
    from: string | undefined,
    to: string | undefined,
    identities: Identities,
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

/** The months (`2026-03`) that overlap the period. A month sorts before all moments in it, so `to` itself can be the bound. */
function months(from: string | undefined, to: string | undefined): NonNullable<ViewFilter['ranges']> {
  if (from === undefined && to === undefined) return [];
  return [{ field: 'month', ...(from !== undefined && { from: from.slice(0, 7) }), ...(to !== undefined && { before: to }) }];
}

interface BounceCell {
  /** Id of the team that handed over. */
  readonly fromTeam: string;
  /** Id of the team that took over. */
  readonly toTeam: string;
  /** The number of hand-overs. */
  readonly count: number;
  /** The number of distinct tickets among them. */
  readonly tickets: number;
}
interface BounceMatrix {
  readonly total: number;
  /** Distinct tickets: a ticket handed over three times counts once. */
  readonly tickets: number;
  /** The number of tickets by how often they were handed over. */
  readonly distribution: readonly { readonly times: number; readonly tickets: number }[];
  /** Ordered by the number of hand-overs, descending. */
  readonly cells: readonly BounceCell[];
}
interface CountingCell {
  readonly fromTeam: string;
  readonly toTeam: string;
  count: number;
  readonly tickets: Set<string>;
}

/** Sums hand-overs into a matrix of teams. */
export class BounceCount {
  /** The number of hand-overs of each ticket. */
  private readonly tickets = new Map<string, number>();
  private readonly cells = new Map<string, CountingCell>();
  private total = 0;

  add({ ticketId, fromTeamId, toTeamId }: BouncesDocument['bounces'][number]): void {
    const key = `${fromTeamId}.${toTeamId}`;
    const cell = this.cells.get(key) ?? { fromTeam: fromTeamId, toTeam: toTeamId, count: 0, tickets: new Set<string>() };
    this.cells.set(key, cell);
    cell.count += 1;
    cell.tickets.add(ticketId);
    this.tickets.set(ticketId, (this.tickets.get(ticketId) ?? 0) + 1);
    this.total += 1;
  }

  matrix(): BounceMatrix {
    const cells = [...this.cells.values()]
      .map((cell) => ({ ...cell, tickets: cell.tickets.size }))
      .sort((a, b) => b.count - a.count || compare(a.fromTeam, b.fromTeam) || compare(a.toTeam, b.toTeam));
    return { total: this.total, tickets: this.tickets.size, distribution: this.distribution(), cells };
  }

  private distribution(): BounceMatrix['distribution'] {
    const byTimes = new Map<number, number>();
    for (const times of this.tickets.values()) byTimes.set(times, (byTimes.get(times) ?? 0) + 1);
    return [...byTimes].map(([times, tickets]) => ({ times, tickets })).sort((a, b) => a.times - b.times);
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
