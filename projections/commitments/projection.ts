import { type CommitmentFact, commitmentStatus, withCommitmentFact } from '../trials/agreements.js';
import { COMMITMENT_EVENTS, type CommitmentEvent } from '../../src/domain/commitment/events.js';
import { requireDocument } from '../kit/fold.js';
import { defineProjection, relationshipKey } from '../kit/projection.js';

/**
 * A promise of a team to a department, from its own stream. Key: the commitment's id. Its status at a moment is derived from
 * its facts.
 */
export interface CommitmentDocument {
  readonly commitmentId: string;
  readonly relationshipId: string;
  readonly teamId: string;
  readonly departmentId: string;
  readonly promiseRef: string;
  readonly ticketId: string | null;
  readonly touchpointId: string | null;
  readonly interactionId: string | null;
  readonly madeAt: string;
  /** The due date in force, as now known; lists are ordered by it. */
  readonly dueAt: string;
  /** In the order in which they happened. */
  readonly facts: readonly CommitmentFact[];
}

/** The commitments of teams to departments. */
export const commitmentsProjection = defineProjection<CommitmentDocument, CommitmentEvent>({
  name: 'commitments',
  version: 4,
  handles: COMMITMENT_EVENTS.map(({ type }) => type),
  keys: ({ data }) => [data.commitmentId],
  evolve: (document, event) => {
    const facts = withCommitmentFact(document?.facts ?? [], event);
    const parties = ({ teamId, departmentId }: { teamId: string; departmentId: string }) => ({
      relationshipId: relationshipKey(teamId, departmentId),
      teamId,
      departmentId,
    });
    if (event.type !== 'CommitmentMade') {
      const before = requireDocument(document, event);
      const corrected = event.type === 'CommitmentCorrected' && { ...parties(event.data), madeAt: event.metadata.occurredAt };
      return { ...before, ...corrected, dueAt: commitmentStatus(facts)?.dueAt ?? before.dueAt, facts };
    }
    const { commitmentId, promiseRef, ticketId, touchpointId, interactionId, dueAt } = event.data;
    return {
      commitmentId,
      ...parties(event.data),
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
    byTicketId: ['ticketId'],
    byDepartmentIdDueAt: ['departmentId', 'dueAt'],
    byTeamIdDueAt: ['teamId', 'dueAt'],
    byRelationshipIdDueAt: ['relationshipId', 'dueAt'],
  },
  streamOf: (key) => `commitment-${key}`,
});
