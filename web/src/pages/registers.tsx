import { graphql } from '../api/graphql.js';
import { useByName } from '../parts/by-name.js';
import { Table } from '../parts/table.js';
import { DepartmentLink, TeamLink, useCode } from '../parts/words.js';
import { useMoment } from '../shell/moment.js';
import { Paged } from '../shell/paged.js';
import { useTexts } from '../shell/texts.js';

const DepartmentsQuery = graphql(`
  query Departments($asOf: DateTime, $knownAt: DateTime, $first: Int!, $after: String) {
    departments(asOf: $asOf, knownAt: $knownAt, first: $first, after: $after) {
      totalCount
      pageInfo {
        endCursor
        hasNextPage
      }
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
  query Teams($asOf: DateTime, $knownAt: DateTime, $first: Int!, $after: String) {
    teams(asOf: $asOf, knownAt: $knownAt, first: $first, after: $after) {
      totalCount
      pageInfo {
        endCursor
        hasNextPage
      }
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
  const byName = useByName();
  return (
    <>
      <h1>{texts.nav.departments}</h1>
      <Paged query={DepartmentsQuery} variables={moment} listOf={({ departments }) => departments} page={Infinity}>
        {({ rows }) => (
          <Table
            caption={texts.nav.departments}
            empty={texts.empty.departments}
            rows={rows.toSorted((a, b) => byName(a.name ?? a.departmentId, b.name ?? b.departmentId))}
            total={rows.length}
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
      </Paged>
    </>
  );
}

export function TeamsPage() {
  const texts = useTexts();
  const moment = useMoment();
  const byName = useByName();
  return (
    <>
      <h1>{texts.nav.teams}</h1>
      <Paged query={TeamsQuery} variables={moment} listOf={({ teams }) => teams} page={Infinity}>
        {({ rows }) => (
          <Table
            caption={texts.nav.teams}
            empty={texts.empty.teams}
            rows={rows.toSorted((a, b) => byName(a.name, b.name))}
            total={rows.length}
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
                    ? texts.register.mergedInto(rows.find(({ teamId }) => teamId === mergedInto)?.name ?? mergedInto)
                    : retired
                      ? texts.register.retired
                      : texts.register.active,
              },
            ]}
          />
        )}
      </Paged>
    </>
  );
}

const idsOf = (ids: readonly { readonly system: string; readonly value: string }[]): string =>
  ids.map(({ system, value }) => `${system}: ${value}`).join(', ');
