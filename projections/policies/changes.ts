import type { RebasingRecorded, ScoringPolicyAdopted } from '../../src/domain/governance/events.js';
import type { EventOf } from '../../src/domain/kernel/event.js';
import type { Folds } from '../kit/folds.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import type { PoliciesDocument } from './document.js';

const byPlace = compareBy<PoliciesDocument['rebasings'][number]>(
  ({ at }) => at,
  ({ measure }) => measure,
  ({ teamId }) => teamId,
  ({ departmentId }) => departmentId,
);

export type PolicyEvent = EventOf<typeof ScoringPolicyAdopted> | EventOf<typeof RebasingRecorded>;

/** What an organisation decided and judged. All of one stream: of what takes effect at the same moment, the later told comes last. */
export const changes: Folds<PolicyEvent, PoliciesDocument, Partial<PoliciesDocument>> = {
  ScoringPolicyAdopted: ({ policies }, { data: { organizationId: _, ...policy }, metadata }) => {
    const earlier = policies.filter(({ effectiveAt }) => effectiveAt <= policy.effectiveAt);
    return { policies: [...earlier, { ...policy, adoptedAt: metadata.occurredAt }, ...policies.slice(earlier.length)] };
  },
  RebasingRecorded: ({ rebasings }, { data: { organizationId: _, ...rebasing }, metadata }) => ({
    rebasings: insertSorted(rebasings, { ...rebasing, recordedAt: metadata.occurredAt }, byPlace),
  }),
};
