import type { BouncesDocument } from '../../../projections/trials/documents.js';

export interface BounceCell {
  /** Id of the team that handed on. */
  readonly fromTeam: string;
  /** Id of the team that took over. */
  readonly toTeam: string;
  /** Handings-over. */
  readonly count: number;
  /** Distinct tickets among them. */
  readonly tickets: number;
}
export interface BounceMatrix {
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
