/** Where a ticket stands. */
export type TicketState = 'NEW' | 'IN_PROGRESS' | 'ON_HOLD' | 'RESOLVED' | 'CLOSED' | 'CANCELLED' | 'MERGED';
