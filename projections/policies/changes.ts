import type { GovernanceEvent } from '../../src/domain/governance/events.js';
import type { Folds } from '../kit/folds.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import type { PoliciesDocument } from './document.js';

const byPlace = compareBy<PoliciesDocument['rebasings'][number]>(
  ({ at }) => at,
  ({ measure }) => measure,
  ({ teamId }) => teamId,
  ({ departmentId }) => departmentId,
);

/** What an organisation decided, judged and found. All of one stream: lists without another order keep that of the telling. */
export const changes: Folds<GovernanceEvent, PoliciesDocument, Partial<PoliciesDocument>> = {
  ScoringPolicyAdopted: ({ policies }, { data: { organizationId: _, ...policy }, metadata }) => {
    const earlier = policies.filter(({ effectiveAt }) => effectiveAt <= policy.effectiveAt);
    return { policies: [...earlier, { ...policy, adoptedAt: metadata.occurredAt }, ...policies.slice(earlier.length)] };
  },
  RebasingRecorded: ({ rebasings }, { data: { organizationId: _, ...rebasing }, metadata }) => ({
    rebasings: insertSorted(rebasings, { ...rebasing, recordedAt: metadata.occurredAt }, byPlace),
  }),
  AuditPinned: ({ audits }, { data: { organizationId: _, policy, ...audit }, metadata }) => ({
    audits: [...audits, { ...audit, policy: policy ?? null, pinnedAt: metadata.occurredAt }],
  }),
  AuditFindingRecorded: ({ findings }, { data, metadata }) => ({
    findings: [
      ...findings,
      {
        auditId: data.auditId,
        findingId: data.findingId,
        findingRef: data.findingRef,
        theme: data.theme ?? null,
        teamId: data.teamId ?? null,
        departmentId: data.departmentId ?? null,
        recordedAt: metadata.occurredAt,
      },
    ],
  }),
};
