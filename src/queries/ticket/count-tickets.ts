import { Injectable } from '@nestjs/common';
import type { TicketDocument } from '../../../projections/ticket/document.js';
import { monthOf } from '../../../projections/kit/day.js';
import { DatedSettings } from '../dated-settings.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { ByPerspective } from '../by-perspective.js';
import { Kept } from '../kept.js';
import { readAll } from '../paging/read-all.js';
import { overdueTickets } from '../silence/list-silences.js';
import type { ViewReader } from '../view-reader.js';
import { type TicketFilter, ticketFilters } from './find-tickets.js';

export const TICKET_GROUPS = ['STATE', 'TEAM', 'DEPARTMENT', 'MONTH'] as const;
export type TicketGroup = (typeof TICKET_GROUPS)[number];

/** How many tickets there are of one kind. What was not grouped by is null. */
export interface TicketCount {
  readonly state: string | null;
  /** Null also where no team has the ticket. */
  readonly teamId: string | null;
  readonly departmentId: string | null;
  /** `YYYY-MM` of logging, in the organisation's zone. */
  readonly month: string | null;
  readonly count: number;
}

/** Ways of counting that are remembered of each perspective. */
const COUNTS_KEPT = 32;

/** Counts of the board's tickets by some of their sides, in one question; under the teams and departments as which they go on. */
@Injectable()
export class CountTickets {
  constructor(private readonly settings: DatedSettings) {}

  private readonly counted = new ByPerspective(() => new Kept<readonly TicketCount[]>(COUNTS_KEPT));

  /**
   * @param now At which a word is overdue or not.
   */
  async execute(
    reader: ViewReader,
    groups: readonly TicketGroup[],
    filter: TicketFilter,
    now: string,
    identities: Identities = PLAIN,
  ): Promise<readonly TicketCount[]> {
    const filters = ticketFilters(filter, identities);
    const { zone } = await this.settings.of(reader);
    const { overdue } = filter;
    const ids = overdue === undefined ? undefined : await overdueTickets(reader, this.settings, now);
    const isMeant = ({ ticketId }: TicketDocument) => ids === undefined || ids.has(ticketId) === overdue;
    const compute = () => count(reader, groups, { filters, isMeant }, identities, zone);
    // What is overdue changes without an event.
    if (!identities.isPlain || ids) return compute();
    const key = `${await reader.mark('ticket')} ${JSON.stringify([groups, filters, zone])}`;
    return this.counted.of(reader).of(key, compute);
  }
}

interface Meant {
  readonly filters: ReturnType<typeof ticketFilters>;
  readonly isMeant: (ticket: TicketDocument) => boolean;
}

async function count(
  reader: ViewReader,
  groups: readonly TicketGroup[],
  { filters: filter, isMeant }: Meant,
  { teams, departments }: Identities,
  zone: string,
): Promise<readonly TicketCount[]> {
  const by = (group: TicketGroup) => groups.includes(group);
  const counts = new Map<string, TicketCount>();
  for await (const ticket of readAll<TicketDocument>(reader, { view: 'ticket', filter })) {
    if (!isMeant(ticket)) continue;
    const { state, teamId, departmentId, loggedAt } = ticket;
    const kind = {
      state: by('STATE') ? state : null,
      teamId: by('TEAM') && teamId !== null ? teams.headOf(teamId) : null,
      departmentId: by('DEPARTMENT') ? departments.headOf(departmentId) : null,
      month: by('MONTH') ? monthOf(loggedAt, zone) : null,
    };
    const key = JSON.stringify(Object.values(kind));
    counts.set(key, { ...kind, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
