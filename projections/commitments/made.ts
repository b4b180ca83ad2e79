import type { CommitmentMade } from '../../src/domain/commitment/events.js';
import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import { relationshipKey } from '../kit/relationship-key.js';
import type { CommitmentDocument } from './document.js';

/** A commitment as it is when just made. */
export const made = ({ data, metadata }: RecordedEvent<EventOf<typeof CommitmentMade>>): CommitmentDocument => ({
  commitmentId: data.commitmentId,
  relationshipId: relationshipKey(data.teamId, data.departmentId),
  teamId: data.teamId,
  departmentId: data.departmentId,
  promiseRef: data.promiseRef,
  ticketId: data.ticketId ?? null,
  touchpointId: data.touchpointId ?? null,
  interactionId: data.interactionId ?? null,
  madeAt: metadata.occurredAt,
  state: 'OPEN',
  dueAt: data.dueAt,
  dueDates: [{ dueAt: data.dueAt, agreedAt: metadata.occurredAt, noticeGiven: null }],
  verdict: data.counts ?? null,
  fulfilledAt: null,
  confirmedAt: null,
  disputedAt: null,
  missedAt: null,
  withdrawnAt: null,
  withdrawnBy: null,
});
