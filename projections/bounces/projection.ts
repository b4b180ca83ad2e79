import type { EventOf } from '../../src/domain/kernel/event.js';
import type { TicketReassigned } from '../../src/domain/ticket/events.js';
import { monthOf } from '../kit/day.js';
import { defineProjection } from '../kit/projection.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import type { BouncesDocument } from './document.js';

type Bounce = BouncesDocument['bounces'][number];
const byTime = compareBy<Bounce>(
  ({ at }) => at,
  ({ eventId }) => eventId,
);

/** Where tickets bounce between teams. A month a document, so that none grows without end. */
export const bouncesProjection = defineProjection<BouncesDocument, EventOf<typeof TicketReassigned>>({
  name: 'bounces',
  version: 1,
  handles: ['TicketReassigned'],
  keys: ({ data, metadata }) => [`${data.departmentId}.${monthOf(metadata.occurredAt)}`],
  evolve: (document, { id, data: { departmentId, ticketId, fromTeamId, toTeamId }, metadata: { occurredAt } }) => ({
    departmentId,
    month: monthOf(occurredAt),
    bounces: insertSorted(document?.bounces ?? [], { eventId: id, at: occurredAt, ticketId, fromTeamId, toTeamId }, byTime),
  }),
  indexes: { byMonth: ['month'], byDepartmentIdMonth: ['departmentId', 'month'] },
});
