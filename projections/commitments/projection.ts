import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import { applyFold, typesOf } from '../kit/folds.js';
import { known } from '../kit/known.js';
import { defineProjection } from '../kit/projection.js';
import { changes } from './changes.js';
import type { CommitmentDocument } from './document.js';
import { made } from './made.js';

/** The ledger of promises: what falls due, what was kept, what was missed. */
export const commitmentsProjection = defineProjection<CommitmentDocument, CommitmentEvent>({
  name: 'commitments',
  version: 1,
  handles: ['CommitmentMade', ...typesOf(changes)],
  keys: ({ data }) => [data.commitmentId],
  evolve: (document, event) => {
    if (event.type === 'CommitmentMade') return made(event);
    const before = known(document, event);
    return { ...before, ...applyFold(changes, before, event), verdict: event.data.counts ?? null };
  },
  indexes: {
    byDueAt: ['dueAt'],
    byStateDueAt: ['state', 'dueAt'],
    byDepartmentIdDueAt: ['departmentId', 'dueAt'],
    byDepartmentIdStateDueAt: ['departmentId', 'state', 'dueAt'],
    byTeamIdDueAt: ['teamId', 'dueAt'],
    byTeamIdStateDueAt: ['teamId', 'state', 'dueAt'],
    byRelationshipIdDueAt: ['relationshipId', 'dueAt'],
    byRelationshipIdStateDueAt: ['relationshipId', 'state', 'dueAt'],
  },
  streamOf: (key) => `commitment-${key}`,
});
