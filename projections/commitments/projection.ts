import { COMMITMENT_EVENTS, type CommitmentEvent } from '../../src/domain/commitment/events.js';
import { known } from '../kit/known.js';
import { defineProjection } from '../kit/projection.js';
import { relationshipKey } from '../kit/relationship-key.js';
import { commitmentStanding, withCommitmentFact } from '../trials/agreements.js';
import type { CommitmentDocument } from './document.js';

/** The ledger of promises. */
export const commitmentsProjection = defineProjection<CommitmentDocument, CommitmentEvent>({
  name: 'commitments',
  version: 2,
  handles: COMMITMENT_EVENTS.map(({ type }) => type),
  keys: ({ data }) => [data.commitmentId],
  evolve: (document, event) => {
    const facts = withCommitmentFact(document?.facts ?? [], event);
    if (event.type !== 'CommitmentMade') {
      const before = known(document, event);
      return { ...before, dueAt: commitmentStanding(facts)?.dueAt ?? before.dueAt, facts };
    }
    const { commitmentId, teamId, departmentId, promiseRef, ticketId, touchpointId, interactionId, dueAt } = event.data;
    return {
      commitmentId,
      relationshipId: relationshipKey(teamId, departmentId),
      teamId,
      departmentId,
      promiseRef,
      ticketId: ticketId ?? null,
      touchpointId: touchpointId ?? null,
      interactionId: interactionId ?? null,
      madeAt: event.metadata.occurredAt,
      dueAt,
      facts,
    };
  },
  indexes: {
    byDueAt: ['dueAt'],
    byDepartmentIdDueAt: ['departmentId', 'dueAt'],
    byTeamIdDueAt: ['teamId', 'dueAt'],
    byRelationshipIdDueAt: ['relationshipId', 'dueAt'],
  },
  streamOf: (key) => `commitment-${key}`,
});
