import { Injectable } from '@nestjs/common';
import { monthOf } from '../../../projections/kit/day.js';
import type { TeamDocument } from '../../../projections/team/projection.js';
import type { TicketDocument } from '../../../projections/ticket/document.js';
import type { Language } from '../../language.js';
import type { ViewFilter } from '../../view-store/view-store.js';
import { DatedSettings } from '../dated-settings.js';
import type { Identities } from '../identity/identities.js';
import { ByPerspective, AsyncMemo } from '../memoize.js';
import type { Page, PageArgs } from '../paging/page.js';
import { comparePlaces, pageOfList, paginate, readAll, type Listing } from '../paging/paginate.js';
import { namedAt } from '../register.js';
import { overdueTickets } from '../silence.js';
import type { ViewReader } from '../view-reader.js';
import { admits, where, within } from '../where.js';
import { departmentView, type DepartmentView } from './department-view.js';
import { clocksOf } from './ticket-clocks.js';

interface TicketFilter {
  readonly state?: readonly string[];
  readonly departmentId?: string;
  readonly teamId?: string;
  readonly channel?: string;
  readonly kind?: string;
  readonly requesterRef?: string;
  readonly assigneeRef?: string;
  readonly priority?: number;
  readonly externalId?: string;
  /** Whether a word to the department is overdue. */
  readonly overdue?: boolean;
  /** Half-open: loggedFrom <= loggedAt < loggedBefore. */
  readonly loggedFrom?: string;
  readonly loggedBefore?: string;
}
/** The orders of the board, each by a field that every ticket has. */
export const TICKET_ORDERS = {
  LOGGED_AT_DESC: { orderBy: 'loggedAt', descending: true },
  LOGGED_AT_ASC: { orderBy: 'loggedAt', descending: false },
  LAST_EVENT_AT_DESC: { orderBy: 'lastEventAt', descending: true },
  LAST_EVENT_AT_ASC: { orderBy: 'lastEventAt', descending: false },
  ID: {},
} as const;
export type TicketOrder = keyof typeof TICKET_ORDERS;

/** The board of tickets. */
@Injectable()
export class FindTickets {
  constructor(private readonly settings: DatedSettings) {}

  /** @param now the moment at which words are overdue or not */
  async execute(
    reader: ViewReader,
    asked: TicketFilter,
    order: TicketOrder,
    page: PageArgs,
    now: string,
    identities: Identities,
  ): Promise<Page<TicketDocument>> {
    const filter = ticketFilters(asked, identities);
    const listing: Listing<TicketDocument> = { view: 'ticket', filter, ...TICKET_ORDERS[order] };
    if (asked.overdue === undefined) return paginate(reader, listing, page);
    // Only few tickets are overdue, whatever the size of the board, so they are filtered one by one.
    const ids = await overdueTickets(reader, this.settings, now);
    const documents = (await reader.get<TicketDocument>('ticket', [...ids])).values();
    const overdue = [...documents].filter((ticket) => filter.some((one) => admits(one, ticket)));
    if (asked.overdue) return pageOfTickets(overdue, order, page);
    const hidden = { hides: (_: TicketDocument, key: string) => ids.has(key), count: async () => overdue.length };
    return paginate(reader, { ...listing, hidden }, page);
  }
}

function pageOfTickets(tickets: readonly TicketDocument[], order: TicketOrder, page: PageArgs): Page<TicketDocument> {
  const { orderBy, descending = false }: { orderBy?: 'loggedAt' | 'lastEventAt'; descending?: boolean } = TICKET_ORDERS[order];
  const placeOf = (ticket: TicketDocument) => ({ value: orderBy ? ticket[orderBy] : null, key: ticket.ticketId });
  const sign = descending ? -1 : 1;
  const sorted = tickets.toSorted((a, b) => sign * comparePlaces(placeOf(a), placeOf(b)));
  return pageOfList(sorted, placeOf, `ticket:overdue:${order}`, page, descending);
}

/** The filter as view filters: one for each pair of team and department that it covers. */
function ticketFilters(filter: TicketFilter, identities: Identities): readonly ViewFilter[] {
  const { loggedFrom, loggedBefore, teamId, departmentId, overdue: _, ...equal } = filter;
  const ranges = within('loggedAt', loggedFrom, loggedBefore);
  return identities.covered({ teamId, departmentId }).map((sides) => ({ ...where({ ...equal, ...sides }), ranges }));
}

export interface DescribedTicket extends DepartmentView {
  readonly ticket: TicketDocument;
}

/** Question 4: what a ticket looks like to the department. Null when there is no such ticket. */
@Injectable()
export class DescribeTicket {
  constructor(private readonly settings: DatedSettings) {}

  async execute(reader: ViewReader, ticketId: string, now: string, language: Language): Promise<DescribedTicket | null> {
    const ticket = (await reader.get<TicketDocument>('ticket', [ticketId])).get(ticketId);
    if (!ticket) return null;
    const teams = ticket.teamId === null ? undefined : await reader.get<TeamDocument>('team', [ticket.teamId]);
    const team = ticket.teamId === null ? undefined : teams?.get(ticket.teamId);
    const teamName = team ? namedAt(team, now).name : null;
    const { zone } = await this.settings.of(reader);
    const clocks = (await clocksOf(reader, this.settings, [ticketId], now)).get(ticketId)!;
    return { ticket, ...departmentView(ticket, clocks, teamName, { language, zone, now }) };
  }
}

export type TicketGroup = 'STATE' | 'TEAM' | 'DEPARTMENT' | 'MONTH';

/** The number of tickets of one group. Fields that were not grouped by are null. */
export interface TicketCount {
  readonly state: string | null;
  /** Null also when no team has the ticket. */
  readonly teamId: string | null;
  readonly departmentId: string | null;
  /** The month of logging (`YYYY-MM`), in the organisation's zone. */
  readonly month: string | null;
  readonly count: number;
}

/** The number of cached counts per perspective. */
const CACHED_COUNTS = 32;

/** Counts the board's tickets by some of their fields in one request. Merged teams and departments count for their successor. */
@Injectable()
export class CountTickets {
  constructor(private readonly settings: DatedSettings) {}

  private readonly counted = new ByPerspective(() => new AsyncMemo<readonly TicketCount[]>(CACHED_COUNTS));

  /** @param now the moment at which words are overdue or not */
  async execute(
    reader: ViewReader,
    groups: readonly TicketGroup[],
    filter: TicketFilter,
    now: string,
    identities: Identities,
  ): Promise<readonly TicketCount[]> {
    const filters = ticketFilters(filter, identities);
    const { zone } = await this.settings.of(reader);
    const { overdue } = filter;
    const ids = overdue === undefined ? undefined : await overdueTickets(reader, this.settings, now);
    const isMeant = ({ ticketId }: TicketDocument) => ids === undefined || ids.has(ticketId) === overdue;
    const compute = () => count(reader, groups, { filters, isMeant }, identities, zone);
    // Not cached: tickets become overdue without an event.
    if (!identities.hasNoMergers || ids) return compute();
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
