import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';
import type { Draft } from '../kit/draft.js';
import { applyFold, typesOf } from '../kit/folds.js';
import { known } from '../kit/known.js';
import { defineProjection } from '../kit/projection.js';
import { changes } from './changes.js';
import type { TicketDocument } from './document.js';
import { TICKET_INDEXES } from './indexes.js';
import { logged } from './logged.js';

/** The ticket itself, in detail and for the board. */
export const ticketProjection = defineProjection<TicketDocument, TicketEvent>({
  name: 'ticket',
  version: 5,
  handles: ['TicketLogged', ...typesOf(changes)],
  keys: (event) => [event.data.ticketId],
  evolve: (document, event) => {
    if (event.type === 'TicketLogged') return logged(event);
    const ticket: Draft<TicketDocument> = { ...known(document, event) };
    applyFold(changes, ticket, event);
    latest(ticket, event);
    return ticket;
  },
  indexes: TICKET_INDEXES,
  streamOf: (key) => `ticket-${key}`,
});

/** Imported events may come late: the last event is the last to have happened. */
function latest(ticket: Draft<TicketDocument>, { id, revision, metadata: { occurredAt } }: RecordedEvent): void {
  ticket.revision = revision;
  if (occurredAt < ticket.lastEventAt) return;
  ticket.lastEventAt = occurredAt;
  ticket.lastEventId = id;
}
