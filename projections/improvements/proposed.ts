import type { ImprovementProposed } from '../../src/domain/improvement/events.js';
import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import { relationshipKey } from '../kit/relationship-key.js';
import type { ImprovementDocument } from './document.js';

/** An improvement as it is when just proposed. */
export const proposed = ({ data, metadata }: RecordedEvent<EventOf<typeof ImprovementProposed>>): ImprovementDocument => ({
  improvementId: data.improvementId,
  relationshipId: relationshipKey(data.teamId, data.departmentId),
  teamId: data.teamId,
  departmentId: data.departmentId,
  topic: data.topic,
  origin: data.origin,
  originRefs: data.originRefs,
  sponsorRef: data.sponsorRef ?? null,
  state: 'PROPOSED',
  proposedAt: metadata.occurredAt,
  acceptedAt: null,
  declinedAt: null,
  startedAt: null,
  deliveredAt: null,
  abandonedAt: null,
  reason: null,
  measureId: null,
  baseline: null,
  target: null,
  results: [],
  sessions: [],
});
