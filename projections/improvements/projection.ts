import type { ImprovementEvent } from '../../src/domain/improvement/events.js';
import { applyFold, typesOf } from '../kit/folds.js';
import { known } from '../kit/known.js';
import { defineProjection } from '../kit/projection.js';
import { changes } from './changes.js';
import type { ImprovementDocument } from './document.js';
import { proposed } from './proposed.js';

/** What is being made better, from the idea to what came of it. */
export const improvementsProjection = defineProjection<ImprovementDocument, ImprovementEvent>({
  name: 'improvements',
  version: 2,
  handles: ['ImprovementProposed', ...typesOf(changes)],
  keys: ({ data }) => [data.improvementId],
  evolve: (document, event) => {
    if (event.type === 'ImprovementProposed') return proposed(event);
    const before = known(document, event);
    return { ...before, ...applyFold(changes, before, event) };
  },
  indexes: {
    byProposedAt: ['proposedAt'],
    byStateProposedAt: ['state', 'proposedAt'],
    byDepartmentIdProposedAt: ['departmentId', 'proposedAt'],
    byDepartmentIdStateProposedAt: ['departmentId', 'state', 'proposedAt'],
    byTeamIdProposedAt: ['teamId', 'proposedAt'],
    byOriginProposedAt: ['origin', 'proposedAt'],
    byRelationshipIdProposedAt: ['relationshipId', 'proposedAt'],
  },
  streamOf: (key) => `improvement-${key}`,
});
