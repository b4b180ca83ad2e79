import { Injectable } from '@nestjs/common';
import type { BouncesDocument } from '../../projections/trials/documents.js';
import type { ViewFilter } from '../view-store/view-store.js';
import { PLAIN, type Identities } from './identity/identities.js';
import { readAll } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';
import { where } from './where.js';

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

interface BounceCell {
  /** Id of the team that handed on. */
  readonly fromTeam: string;
  /** Id of the team that took over. */
  readonly toTeam: string;
  /** Handings-over. */
  readonly count: number;
  /** Distinct tickets among them. */
  readonly tickets: number;
}
interface BounceMatrix {
  readonly total: number;
  /** Distinct tickets: one handed on three times is one. */
  readonly tickets: number;
  /** How many tickets were handed on so many times, by times. */
  readonly distribution: readonly { readonly times: number; readonly tickets: number }[];
  /** Most handings-over first. */
  readonly cells: readonly BounceCell[];
}
interface CountingCell {
  readonly fromTeam: string;
  readonly toTeam: string;
  count: number;
  readonly tickets: Set<string>;
}

/** Sums handings-over into a matrix of teams. */
export class BounceCount {
  /** How often each ticket was handed on. */
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
