import type { InteractionLinkedToTicket } from '../../src/domain/interaction/events.js';
import type { EventOf } from '../../src/domain/kernel/event.js';
import { defineProjection } from '../kit/projection.js';

/** A link between a contact and a ticket, from the contact's stream. Key: `<interactionId>.<ticketId>`. */
export interface ContactLinkDocument {
  readonly interactionId: string;
  readonly ticketId: string;
}

/** The links between contacts and tickets, to be looked up by ticket. */
export const linksProjection = defineProjection<ContactLinkDocument, EventOf<typeof InteractionLinkedToTicket>>({
  name: 'links',
  version: 1,
  handles: ['InteractionLinkedToTicket'],
  keys: ({ data }) => [`${data.interactionId}.${data.ticketId}`],
  evolve: (_, { data: { interactionId, ticketId } }) => ({ interactionId, ticketId }),
  indexes: { byTicket: ['ticketId'] },
  // Ids contain no dot.
  streamOf: (key) => `interaction-${key.slice(0, key.indexOf('.'))}`,
});
