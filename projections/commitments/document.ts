import type { CommitmentFact } from '../trials/agreements.js';

/** A promise of a team to a department. Key: the commitment's id. From its own stream. How it stands at a moment is worked out of its facts. */
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
  /** The due date in force, as far as is known: what lists are ordered by. */
  readonly dueAt: string;
  /** In the order in which they happened. */
  readonly facts: readonly CommitmentFact[];
}
