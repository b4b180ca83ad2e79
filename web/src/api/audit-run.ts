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
    names
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
export const AuditQuery = graphql(
  `
    query AuditPage($id: ID!, $knownAt: DateTime) {
      auditRun(id: $id, knownAt: $knownAt) {
        ...AuditRunFields
      }
    }
  `,
  [AuditRunFields],
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
    }
  `,
  [AuditRunFields],
);

export type AuditAnswer = ResultOf<typeof AuditRunFields>;

/** Converts the API's answer to the report that the audit page shows. Null when no result is on record, or when the user may not see it. */
export function reportOf({ audit, hash, recordedHash, formulae, sections, names }: AuditAnswer): AuditReport | null {
  if (sections === null || hash === null) return null;
  return {
    ...audit,
    departmentIds: audit.departmentIds.length === 0 ? null : audit.departmentIds,
    hash,
    recordedHash,
    formulae,
    sections: sections as Sections,
    names: names as AuditReport['names'],
  };
}
