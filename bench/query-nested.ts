// Fifty tickets, each with its department, team and relationship: a query that depends on batching.
import { queryAgainstBare } from './kit/query-against-bare.js';
import { report } from './kit/report.js';

const NESTED = `{
  tickets(first: 50) {
    edges {
      node {
        id ticketId state
        department { id departmentId name }
        team { id teamId name }
        relationship { id relationshipId state interactions }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

report({ rows: await queryAgainstBare('tickets with department, team and relationship', NESTED, '90 % of bare Mercurius') });
