import { useQuery } from '@urql/preact';
import { useLocation } from 'preact-iso';
import { graphql, type ResultOf } from '../api/graphql.js';
import { Linked } from '../parts/words.js';
import { Asked, Failure } from '../shell/asked.js';
import { type EverySide, useEverySide } from '../shell/every-side.js';
import { useMay } from '../shell/may.js';
import { useMoment } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';

const SearchQuery = graphql(`
  query Search($id: ID!, $knownAt: DateTime) {
    ticket(id: $id, knownAt: $knownAt) {
      ticketId
    }
    tickets(filter: { externalId: $id }, knownAt: $knownAt, first: 10) {
      edges {
        node {
          ticketId
        }
      }
    }
    commitment(id: $id, knownAt: $knownAt) {
      commitmentId
    }
    improvement(id: $id, knownAt: $knownAt) {
      improvementId
      departmentId
    }
    survey(id: $id, knownAt: $knownAt) {
      surveyId
      departmentId
    }
  }
`);
const ByNameQuery = graphql(`
  query SearchByName($asOf: DateTime, $knownAt: DateTime, $afterTeam: String, $afterDepartment: String) {
    teams(asOf: $asOf, knownAt: $knownAt, first: 500, after: $afterTeam) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          teamId
          name
          externalIds {
            system
            value
          }
          formerNames {
            name
          }
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
          externalIds {
            system
            value
          }
          formerNames {
            name
          }
        }
      }
    }
  }
`);
// Separate queries for what not every role may query, so that the rest is found regardless.
const ContactQuery = graphql(`
  query SearchContact($id: ID!, $knownAt: DateTime) {
    interaction(id: $id, knownAt: $knownAt) {
      interactionId
    }
  }
`);
const AuditQuery = graphql(`
  query SearchAudit($id: ID!, $knownAt: DateTime) {
    audit(id: $id, knownAt: $knownAt) {
      auditId
    }
  }
`);
const ImportQuery = graphql(`
  query SearchImport($id: ID!, $knownAt: DateTime) {
    importRun(id: $id, knownAt: $knownAt) {
      runId
    }
  }
`);
type Answer = ResultOf<typeof SearchQuery>;
type Sides = EverySide<typeof ByNameQuery>;

interface Restricted {
  readonly interaction: { readonly interactionId: string } | null | undefined;
  readonly audit: { readonly auditId: string } | null | undefined;
  readonly importRun: { readonly runId: string } | null | undefined;
}
interface Found {
  readonly kind: string;
  readonly name: string;
  readonly to: string;
}

/** Finds records by id, and teams and departments also by their names, former names and external ids. */
export function SearchPage() {
  const texts = useTexts();
  const moment = useMoment();
  const { query } = useLocation();
  const may = useMay();
  const q = query.q?.trim() ?? '';
  const { knownAt } = moment;
  const variables = { id: q, ...(knownAt && { knownAt }) };
  const [{ data: contact }] = useQuery({ query: ContactQuery, variables, pause: !may('Query interaction') });
  const [{ data: audit }] = useQuery({ query: AuditQuery, variables, pause: !may('Query audit') });
  const [{ data: run }] = useQuery({ query: ImportQuery, variables, pause: !may('Query importRun') });
  const { sides, error } = useEverySide(ByNameQuery, moment);
  const restricted = { interaction: contact?.interaction, audit: audit?.audit, importRun: run?.importRun };
  return (
    <>
      <h1>{texts.search.heading(q)}</h1>
      <Asked query={SearchQuery} variables={variables}>
        {(answer) => {
          if (error) return <Failure error={error} />;
          if (!sides) return <p aria-busy="true">{texts.loading}</p>;
          const all = [...foundById({ ...answer, ...restricted }, q, texts.search), ...foundByName(sides, q, texts.search)];
          // A record with the same own and external id is listed once.
          const found = [...new Map(all.map((one) => [one.to, one])).values()];
          return found.length === 0 ? (
            <p class="nothing">{texts.search.nothing(q)}</p>
          ) : (
            <ul>
              {found.map(({ kind, name, to }) => (
                <li key={to}>
                  {kind}: <Linked to={to}>{name}</Linked>
                </li>
              ))}
            </ul>
          );
        }}
      </Asked>
    </>
  );
}

type Kinds = Readonly<
  Record<
    'ticket' | 'commitment' | 'improvement' | 'interaction' | 'audit' | 'importRun' | 'survey' | 'team' | 'department',
    string
  >
>;

function foundById(
  { ticket, tickets, commitment, improvement, interaction, survey, audit, importRun }: Answer & Restricted,
  q: string,
  kinds: Kinds,
): readonly Found[] {
  return [
    ticket && { kind: kinds.ticket, name: ticket.ticketId, to: `/tickets/${encodeURIComponent(ticket.ticketId)}` },
    ...tickets.edges.map(({ node: { ticketId } }) => ({
      kind: kinds.ticket,
      name: `${ticketId} (${q})`,
      to: `/tickets/${encodeURIComponent(ticketId)}`,
    })),
    commitment && {
      kind: kinds.commitment,
      name: commitment.commitmentId,
      to: `/streams/${encodeURIComponent(`commitment-${commitment.commitmentId}`)}`,
    },
    improvement && {
      kind: kinds.improvement,
      name: improvement.improvementId,
      to: `/streams/${encodeURIComponent(`improvement-${improvement.improvementId}`)}`,
    },
    interaction && {
      kind: kinds.interaction,
      name: interaction.interactionId,
      to: `/interactions/${encodeURIComponent(interaction.interactionId)}`,
    },
    survey && { kind: kinds.survey, name: survey.surveyId, to: `/departments/${encodeURIComponent(survey.departmentId)}` },
    audit && { kind: kinds.audit, name: audit.auditId, to: `/audits/${encodeURIComponent(audit.auditId)}` },
    importRun && { kind: kinds.importRun, name: importRun.runId, to: `/imports/${encodeURIComponent(importRun.runId)}` },
  ].filter((one) => one !== null && one !== undefined);
}

function foundByName({ teams, departments }: Sides, q: string, kinds: Kinds): readonly Found[] {
  const wanted = q.toLowerCase();
  const matches = (
    id: string,
    { name, externalIds, formerNames }: Pick<Sides['departments'][number], 'name' | 'externalIds' | 'formerNames'>,
  ) =>
    id.toLowerCase() === wanted ||
    externalIds.some(({ value }) => value.toLowerCase() === wanted) ||
    [name, ...formerNames.map((former) => former.name)].some((one) => one?.toLowerCase().includes(wanted));
  return [
    ...teams
      .filter((team) => matches(team.teamId, team))
      .map(({ teamId, name }) => ({ kind: kinds.team, name, to: `/teams/${encodeURIComponent(teamId)}` })),
    ...departments
      .filter((department) => matches(department.departmentId, department))
      .map(({ departmentId, name }) => ({
        kind: kinds.department,
        name: name ?? departmentId,
        to: `/departments/${encodeURIComponent(departmentId)}`,
      })),
  ];
}
