import { graphql } from '../api/graphql.js';
import { Table } from '../parts/table.js';
import { DepartmentLink, TeamLink, useCode } from '../parts/words.js';
import { Asked, useRows } from '../shell/asked.js';
import { useMoment } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';

const DepartmentsQuery = graphql(`
  query Departments($asOf: DateTime, $knownAt: DateTime, $first: Int!) {
    departments(asOf: $asOf, knownAt: $knownAt, first: $first) {
      totalCount
      edges {
        node {
          departmentId
          name
          kind
          retired
          registered
          tickets {
            new
            inProgress
            onHold
          }
          externalIds {
            system
            value
          }
        }
      }
    }
  }
`);
const TeamsQuery = graphql(`
  query Teams($asOf: DateTime, $knownAt: DateTime, $first: Int!) {
    teams(asOf: $asOf, knownAt: $knownAt, first: $first) {
      totalCount
      edges {
        node {
          teamId
          name
          retired
          mergedInto
          externalIds {
            system
            value
          }
        }
      }
    }
  }
`);

export function DepartmentsPage() {
  const texts = useTexts();
  const code = useCode();
  const moment = useMoment();
  const { first, moreOf } = useRows(100);
  return (
    <>
      <h1>{texts.nav.departments}</h1>
      <Asked query={DepartmentsQuery} variables={{ ...moment, first }}>
        {({ departments: { edges, totalCount } }) => (
          <Table
            caption={texts.nav.departments}
            empty={texts.empty.departments}
            rows={edges
              .map(({ node }) => node)
              .sort((a, b) => (a.name ?? a.departmentId).localeCompare(b.name ?? b.departmentId))}
            total={totalCount}
            more={moreOf(totalCount)}
            keyOf={({ departmentId }) => departmentId}
            columns={[
              {
                heading: texts.overview.department,
                cell: ({ departmentId, name }) => <DepartmentLink id={departmentId} name={name} />,
                text: ({ name, departmentId }) => name ?? departmentId,
              },
              { heading: texts.register.kind, cell: ({ kind }) => code(kind) },
              {
                heading: texts.register.open,
                cell: ({ tickets }) => tickets && tickets.new + tickets.inProgress + tickets.onHold,
                numeric: true,
              },
              { heading: texts.register.externalIds, cell: ({ externalIds }) => idsOf(externalIds) },
              {
                heading: texts.register.state,
                cell: ({ retired, registered }) =>
                  retired ? texts.register.retired : registered ? texts.register.active : texts.register.unregistered,
              },
            ]}
          />
        )}
      </Asked>
    </>
  );
}

export function TeamsPage() {
  const texts = useTexts();
  const moment = useMoment();
  const { first, moreOf } = useRows(100);
  return (
    <>
      <h1>{texts.nav.teams}</h1>
      <Asked query={TeamsQuery} variables={{ ...moment, first }}>
        {({ teams: { edges, totalCount } }) => (
          <Table
            caption={texts.nav.teams}
            empty={texts.empty.teams}
            rows={edges.map(({ node }) => node).sort((a, b) => a.name.localeCompare(b.name))}
            total={totalCount}
            more={moreOf(totalCount)}
            keyOf={({ teamId }) => teamId}
            columns={[
              {
                heading: texts.overview.team,
                cell: ({ teamId, name }) => <TeamLink id={teamId} name={name} />,
                text: ({ name }) => name,
              },
              { heading: texts.register.externalIds, cell: ({ externalIds }) => idsOf(externalIds) },
              {
                heading: texts.register.state,
                cell: ({ retired, mergedInto }) =>
                  mergedInto
                    ? texts.register.mergedInto(edges.find(({ node }) => node.teamId === mergedInto)?.node.name ?? mergedInto)
                    : retired
                      ? texts.register.retired
                      : texts.register.active,
              },
            ]}
          />
        )}
      </Asked>
    </>
  );
}

const idsOf = (ids: readonly { readonly system: string; readonly value: string }[]): string =>
  ids.map(({ system, value }) => `${system}: ${value}`).join(', ');
