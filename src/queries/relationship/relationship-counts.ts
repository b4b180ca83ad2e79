import { onceFor } from '../once-for.js';
import type { ScoreBasis } from '../score/score-basis.js';
import type { JoinedRelationship } from './joined-relationship.js';

/** What is counted of a relationship beside the trials of its score, up to the moment of the basis. */
export const relationshipCounts = onceFor((relationship: JoinedRelationship, basis: ScoreBasis) => {
  const count = (what: 'resolutions' | 'interactions') => {
    let sum = 0;
    for (const { n } of basis.tallies(relationship, what)) sum += n;
    return sum;
  };
  return { resolutions: count('resolutions'), interactions: count('interactions') };
});
