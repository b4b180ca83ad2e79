// The list on the start page: fifty relationships with the results of their components.
import { queryAgainstBare } from './kit/query-against-bare.js';
import { report } from './kit/report.js';

const LIST = `{
  relationships(first: 50) {
    edges { cursor node { id relationshipId teamId departmentId state interactions resolutions components { component trials successes raw low high } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

report({ rows: await queryAgainstBare('list of relationships with components', LIST, '90 % of bare Mercurius') });
