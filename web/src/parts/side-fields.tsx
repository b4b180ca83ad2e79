import { useQuery } from '@urql/preact';
import { graphql } from '../api/graphql.js';
import { useReachable, useSides } from '../shell/may.js';
import { useTexts } from '../shell/texts.js';
import { byName } from './by-name.js';

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

/** Form fields to filter by department, team, or both, chosen by name. */
export function SideFields({
  departmentId = '',
  teamId = '',
}: {
  departmentId?: string | undefined;
  teamId?: string | undefined;
}) {
  const { overview, all } = useTexts();
  const [{ data }] = useQuery({ query: SidesQuery });
  const reachable = useReachable();
  const departments = data?.departments.edges
    .filter(({ node }) => reachable('departments', node.departmentId))
    .map(({ node }) => [node.departmentId, node.name ?? node.departmentId] as const)
    .sort(byName);
  const teams = data?.teams.edges
    .filter(({ node }) => reachable('teams', node.teamId))
    .map(({ node }) => [node.teamId, node.name] as const)
    .sort(byName);
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

/** The departments and teams whose rows the user sees, unless the user sees all of them. */
export function WhoseRows() {
  const { failure } = useTexts();
  const sides = useSides();
  const [{ data }] = useQuery({ query: SidesQuery, pause: sides === undefined });
  if (!sides || !data) return null;
  const { departments, teams } = data;
  const names = [
    ...departments.edges.filter(({ node }) => sides.departments.includes(node.departmentId)).map(({ node }) => node.name),
    ...teams.edges.filter(({ node }) => sides.teams.includes(node.teamId)).map(({ node }) => node.name),
  ];
  return <p class="why">{names.length === 0 ? failure.seenNone : failure.seen(names.join(' · '))}</p>;
}
