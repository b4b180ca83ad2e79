import { useQuery } from '@urql/preact';
import { graphql } from '../api/graphql.js';
import { useMoment } from '../shell/moment.js';
import { DepartmentLink, TeamLink } from './words.js';

const NamesQuery = graphql(`
  query SideNames($asOf: DateTime, $knownAt: DateTime) {
    teams(asOf: $asOf, knownAt: $knownAt, first: 500) {
      edges {
        node {
          teamId
          name
        }
      }
    }
    departments(asOf: $asOf, knownAt: $knownAt, first: 500) {
      edges {
        node {
          departmentId
          name
        }
      }
    }
  }
`);

/** The name of a team or department; its id while the names are not known, and of those beyond the API's first 500. */
export interface SideNames {
  readonly team: (id: string) => string;
  readonly department: (id: string) => string;
}

/** The names of all teams and departments at the page's moment, for parts of a page that the API gives ids only. */
export function useSideNames(): SideNames {
  const { asOf, knownAt } = useMoment();
  const variables = { ...(asOf && { asOf }), ...(knownAt && { knownAt }) };
  const [{ data }] = useQuery({ query: NamesQuery, variables });
  const teams = new Map(data?.teams.edges.map(({ node }) => [node.teamId, node.name]));
  const departments = new Map(data?.departments.edges.map(({ node }) => [node.departmentId, node.name]));
  return { team: (id) => teams.get(id) ?? id, department: (id) => departments.get(id) ?? id };
}

/** A team of which the API told the id only. A component of its own: the names are asked for only where it is shown. */
export function NamedTeam({ id }: { id: string }) {
  return <TeamLink id={id} name={useSideNames().team(id)} />;
}
export function NamedDepartment({ id }: { id: string }) {
  return <DepartmentLink id={id} name={useSideNames().department(id)} />;
}
