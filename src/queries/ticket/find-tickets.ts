import { Injectable } from '@nestjs/common';
import type { TicketDocument } from '../../../projections/ticket/document.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { comparePlaces, pageOfList } from '../paging/page-of-list.js';
import { paginate } from '../paging/paginate.js';
import type { Listing } from '../paging/walk.js';
import { DatedSettings } from '../dated-settings.js';
import { overdueTickets } from '../silence/list-silences.js';
import type { ViewReader } from '../view-reader.js';
import { admits, where, within } from '../where.js';
import type { ViewFilter } from '../../view-store/view-store.js';

export interface TicketFilter {
  readonly state?: readonly string[];
  readonly departmentId?: string;
  readonly teamId?: string;
  readonly channel?: string;
  readonly kind?: string;
  readonly requesterRef?: string;
  readonly assigneeRef?: string;
  readonly priority?: number;
  readonly externalId?: string;
  /** Whether a word to the department stays away. */
  readonly overdue?: boolean;
  /** Half-open: loggedFrom <= loggedAt < loggedBefore. */
  readonly loggedFrom?: string;
  readonly loggedBefore?: string;
}
/** Orders of the board, each by a field that no ticket lacks. */
export const TICKET_ORDERS = {
  LOGGED_AT_DESC: { orderBy: 'loggedAt', descending: true },
  LOGGED_AT_ASC: { orderBy: 'loggedAt', descending: false },
  LAST_EVENT_AT_DESC: { orderBy: 'lastEventAt', descending: true },
  LAST_EVENT_AT_ASC: { orderBy: 'lastEventAt', descending: false },
  ID: {},
} as const;
export type TicketOrder = keyof typeof TICKET_ORDERS;

/** The board. */
@Injectable()
export class FindTickets {
  constructor(private readonly settings: DatedSettings) {}

  /**
   * @param now At which a word is overdue or not.
   */
  async execute(
    reader: ViewReader,
    asked: TicketFilter,
    order: TicketOrder,
    page: PageArgs,
    now: string,
    identities: Identities = PLAIN,
  ): Promise<Page<TicketDocument>> {
    const filter = ticketFilters(asked, identities);
    const listing: Listing<TicketDocument> = { view: 'ticket', filter, ...TICKET_ORDERS[order] };
    if (asked.overdue === undefined) return paginate(reader, listing, page);
    // Few are, whatever the size of the board: they are looked at one by one.
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

/** The filter as the view is asked with it: one for each pair of sides that it covers. */
export function ticketFilters(filter: TicketFilter, identities: Identities): readonly ViewFilter[] {
  const { loggedFrom, loggedBefore, teamId, departmentId, overdue: _, ...equal } = filter;
  const ranges = within('loggedAt', loggedFrom, loggedBefore);
  return identities.covered({ teamId, departmentId }).map((sides) => ({ ...where({ ...equal, ...sides }), ranges }));
}
