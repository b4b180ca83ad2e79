import type { AuditReport, Sections } from '../audit/report.js';
import { graphql, type ResultOf } from './graphql.js';

const AuditRunFields = graphql(`
  fragment AuditRunFields on AuditRun @_unmask {
    source
    cannotCompute
    hash
    recordedHash
    same
    formulae
    sections
    audit {
      auditId
      from
      until
      zone
      departmentIds
      position
      policy {
        name
        version
      }
      run {
        recordedAt
      }
      findings {
        findingId
        theme
        teamId
        departmentId
        recordedAt
      }
    }
  }
`);
const NameFields = graphql(`
  fragment NameFields on Query @_unmask {
    teams(knownAt: $knownAt, first: 500) {
      edges {
        node {
          teamId
          name
        }
      }
    }
    departments(knownAt: $knownAt, first: 500) {
      edges {
        node {
          departmentId
          name
        }
      }
    }
  }
`);
export const AuditQuery = graphql(
  `
    query AuditPage($id: ID!, $knownAt: DateTime) {
      auditRun(id: $id, knownAt: $knownAt) {
        ...AuditRunFields
      }
      ...NameFields
    }
  `,
  [AuditRunFields, NameFields],
);
export const TwoAuditsQuery = graphql(
  `
    query TwoAudits($a: ID!, $b: ID!, $knownAt: DateTime) {
      a: auditRun(id: $a, knownAt: $knownAt) {
        ...AuditRunFields
      }
      b: auditRun(id: $b, knownAt: $knownAt) {
        ...AuditRunFields
      }
      ...NameFields
    }
  `,
  [AuditRunFields, NameFields],
);

export type AuditAnswer = ResultOf<typeof AuditRunFields>;

/** What the API answers, as the audit's page reads it; null where nothing of what it said is on record. */
export function reportOf(run: AuditAnswer, { teams, departments }: ResultOf<typeof NameFields>): AuditReport | null {
  const { audit, hash, recordedHash, formulae, sections } = run;
  if (sections === null) return null;
  return {
    ...audit,
    departmentIds: audit.departmentIds.length === 0 ? null : audit.departmentIds,
    hash,
    recordedHash,
    formulae,
    sections: sections as Sections,
    names: {
      teams: Object.fromEntries(teams.edges.map(({ node }) => [node.teamId, node.name])),
      departments: Object.fromEntries(departments.edges.map(({ node }) => [node.departmentId, node.name ?? node.departmentId])),
    },
  };
}
