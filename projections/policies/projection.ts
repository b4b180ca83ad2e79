import { applyFold, typesOf } from '../kit/folds.js';
import { defineProjection } from '../kit/projection.js';
import { changes, type PolicyEvent } from './changes.js';
import type { PoliciesDocument } from './document.js';

/** How the organisation reads its numbers. */
export const policiesProjection = defineProjection<PoliciesDocument, PolicyEvent>({
  name: 'policies',
  version: 3,
  handles: typesOf(changes),
  keys: ({ data }) => [data.organizationId],
  evolve: (document, event, organizationId) => {
    const before = document ?? { organizationId, policies: [], rebasings: [] };
    return { ...before, ...applyFold(changes, before, event) };
  },
  indexes: { byOrganizationId: ['organizationId'] },
  streamOf: (key) => `governance-${key}`,
});
