import type { Counter } from '../../../projections/trials/documents.js';
import { onceFor } from '../once-for.js';
import type { ScoreBasis } from '../score/score-basis.js';
import type { JoinedRelationship } from './joined-relationship.js';

/** What is counted of a relationship beside the trials of its score, up to the moment of the basis. */
export const relationshipCounts = onceFor((relationship: JoinedRelationship, basis: ScoreBasis) => {
  const count = (counter: Counter) => {
    let total = 0;
    for (const { n } of basis.tallies(relationship, counter)) total += n;
    return total;
  };
  return { resolutions: count('resolutions'), interactions: count('interactions') };
});
