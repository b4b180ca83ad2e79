import type { InteractionLinkedToTicket } from '../../src/domain/interaction/events.js';
import type { EventOf } from '../../src/domain/kernel/event.js';
import { defineProjection } from '../kit/projection.js';
import type { ContactLinkDocument } from './document.js';

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
