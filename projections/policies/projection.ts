import type { GovernanceEvent } from '../../src/domain/governance/events.js';
import { applyFold, typesOf } from '../kit/folds.js';
import { defineProjection } from '../kit/projection.js';
import { changes } from './changes.js';
import type { PoliciesDocument } from './document.js';

/** How the organisation reads its numbers, and what its audits rest on. */
export const policiesProjection = defineProjection<PoliciesDocument, GovernanceEvent>({
  name: 'policies',
  version: 1,
  handles: typesOf(changes),
  keys: ({ data }) => [data.organizationId],
  evolve: (document, event, organizationId) => {
    const before = document ?? { organizationId, policies: [], rebasings: [], audits: [], findings: [] };
    return { ...before, ...applyFold(changes, before, event) };
  },
  indexes: { byOrganizationId: ['organizationId'] },
  streamOf: (key) => `governance-${key}`,
});
