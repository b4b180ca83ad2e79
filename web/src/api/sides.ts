import { graphql } from './graphql.js';

/** All teams and departments by name, for `useEverySide`. */
export const SidesQuery = graphql(`
  query Sides($asOf: DateTime, $knownAt: DateTime, $afterTeam: String, $afterDepartment: String) {
    teams(asOf: $asOf, knownAt: $knownAt, first: 500, after: $afterTeam) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          teamId
          name
          retired
        }
      }
    }
    departments(asOf: $asOf, knownAt: $knownAt, first: 500, after: $afterDepartment) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          departmentId
          name
          retired
        }
      }
    }
  }
`);
