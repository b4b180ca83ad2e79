import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { TicketDocument } from '../../../projections/ticket/document.js';
import { AskedOf } from '../asked-of.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';
import type { ViewFilter } from '../../view-store/view-store.js';

export interface TicketFilter {
  readonly state?: readonly string[];
  readonly departmentId?: string;
  readonly teamId?: string;
  readonly channel?: string;
  readonly kind?: string;
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
export class FindTickets extends AskedOf<Page<TicketDocument>> {
  constructor(
    reader: ViewReader,
    readonly filter: TicketFilter,
    readonly order: TicketOrder,
    readonly page: PageArgs,
    readonly identities: Identities = PLAIN,
  ) {
    super(reader);
  }
}

@QueryHandler(FindTickets)
export class FindTicketsHandler implements IQueryHandler<FindTickets> {
  execute({ reader, filter, order, page, identities }: FindTickets): Promise<Page<TicketDocument>> {
    return paginate(reader, { view: 'ticket', filter: ticketFilters(filter, identities), ...TICKET_ORDERS[order] }, page);
  }
}

/** The filter as the view is asked with it: one for each pair of sides that it covers. */
export function ticketFilters(filter: TicketFilter, identities: Identities): readonly ViewFilter[] {
  const { loggedFrom, loggedBefore, teamId, departmentId, ...equal } = filter;
  const logged = {
    field: 'loggedAt',
    ...(loggedFrom !== undefined && { from: loggedFrom }),
    ...(loggedBefore !== undefined && { before: loggedBefore }),
  };
  const ranges = loggedFrom === undefined && loggedBefore === undefined ? [] : [logged];
  return identities.covered({ teamId, departmentId }).map((sides) => ({ ...where({ ...equal, ...sides }), ranges }));
}
