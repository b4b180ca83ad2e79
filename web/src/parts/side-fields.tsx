import { useQuery } from '@urql/preact';
import { graphql } from '../api/graphql.js';
import { useTexts } from '../shell/texts.js';

const SidesQuery = graphql(`
  query Sides {
    teams(first: 500) {
      edges {
        node {
          teamId
          name
        }
      }
    }
    departments(first: 500) {
      edges {
        node {
          departmentId
          name
        }
      }
    }
  }
`);

/** Whose things are shown: a department, a team, or both, chosen by their names. */
export function SideFields({
  departmentId = '',
  teamId = '',
}: {
  departmentId?: string | undefined;
  teamId?: string | undefined;
}) {
  const { overview, all } = useTexts();
  const [{ data }] = useQuery({ query: SidesQuery });
  const departments = data?.departments.edges.map(({ node }) => [node.departmentId, node.name ?? node.departmentId] as const);
  const teams = data?.teams.edges.map(({ node }) => [node.teamId, node.name] as const);
  const fields = [
    ['departmentId', overview.department, departmentId, departments],
    ['teamId', overview.team, teamId, teams],
  ] as const;
  return (
    <>
      {fields.map(([name, heading, chosen, choices]) => (
        <label key={name}>
          {heading}
          <select name={name} value={chosen}>
            <option value="">{all}</option>
            {(choices ?? (chosen ? [[chosen, chosen] as const] : [])).map(([id, words]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </select>
        </label>
      ))}
    </>
  );
}
