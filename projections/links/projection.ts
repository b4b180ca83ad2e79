import type { InteractionLinkedToTicket } from '../../src/domain/interaction/events.js';
import type { EventOf } from '../../src/domain/kernel/event.js';
import { defineProjection } from '../kit/projection.js';

/** That a contact was about a ticket. Key: `<interactionId>.<ticketId>`. From the contact's stream. */
export interface ContactLinkDocument {
  readonly interactionId: string;
  readonly ticketId: string;
}

/** Which contacts were about which tickets, to be asked from the ticket's side. */
export const linksProjection = defineProjection<ContactLinkDocument, EventOf<typeof InteractionLinkedToTicket>>({
  name: 'links',
  version: 1,
  handles: ['InteractionLinkedToTicket'],
  keys: ({ data }) => [`${data.interactionId}.${data.ticketId}`],
  evolve: (_, { data: { interactionId, ticketId } }) => ({ interactionId, ticketId }),
  indexes: { byTicket: ['ticketId'] },
  // Ids hold no dot.
  streamOf: (key) => `interaction-${key.slice(0, key.indexOf('.'))}`,
});
