import type { RelationshipDocument } from './document.js';

/** A team and a department of whom nothing is known but that they met. Ids have no dot. */
export function blank(key: string): RelationshipDocument {
  const dot = key.indexOf('.');
  return {
    relationshipId: key,
    teamId: key.slice(0, dot),
    departmentId: key.slice(dot + 1),
    state: 'OBSERVED',
    type: null,
    scope: null,
    establishedAt: null,
    endedAt: null,
    successor: null,
    predecessors: [],
    charter: null,
    maturity: { it: null, department: null },
    components: { reliability: [], responsiveness: [], durability: [], treatment: [], transparency: [], engagement: [] },
    contacts: [],
    resolutions: 0,
    interactions: 0,
  };
}
