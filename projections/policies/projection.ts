import type { Component } from '../../src/domain/components.js';
import { defineProjection } from '../kit/projection.js';
import type { RebasingRecorded, ScoringPolicyAdopted } from '../../src/domain/governance/events.js';
import type { EventOf } from '../../src/domain/kernel/event.js';
import { applyFold, type Folds, typesOf } from '../kit/fold.js';
import { compareBy, insertSorted } from '../kit/sorted.js';

/** How an organisation measures itself, from its governance stream. Key: the organisation's id. */
export interface PoliciesDocument {
  readonly organizationId: string;
  /**
   * By `effectiveAt`; of two with the same moment, the one adopted later comes last. In force at T: the last with
   * `effectiveAt` <= T.
   */
  readonly policies: readonly {
    readonly name: string;
    readonly version: string;
    readonly effectiveAt: string;
    readonly adoptedAt: string;
    /** In thousandths; only their proportions matter. */
    readonly weights: Readonly<Record<Component, number>>;
    readonly halfLifeDays: Readonly<Record<Component, number>>;
    /** In trials. */
    readonly priorStrength: Readonly<Record<Component, number>>;
    /** In thousandths of a trial. */
    readonly leastInformation: number;
    /** In thousandths. */
    readonly leastCoverage: number;
  }[];
  /** By `at`, `measure`, team, department. */
  readonly rebasings: readonly {
    readonly measure: string;
    readonly teamId: string;
    readonly departmentId: string;
    /** The moment from which the limits are computed anew. */
    readonly at: string;
    readonly reason: string;
    readonly recordedAt: string;
  }[];
}

const byPlace = compareBy<PoliciesDocument['rebasings'][number]>(
  ({ at }) => at,
  ({ measure }) => measure,
  ({ teamId }) => teamId,
  ({ departmentId }) => departmentId,
);

export type PolicyEvent = EventOf<typeof ScoringPolicyAdopted> | EventOf<typeof RebasingRecorded>;

/**
 * The policies and rebasings of an organisation. All events are of one stream: of two that take effect at the same moment,
 * the one recorded later comes last.
 */
export const changes: Folds<PolicyEvent, PoliciesDocument, Partial<PoliciesDocument>> = {
  ScoringPolicyAdopted: ({ policies }, { data: { organizationId: _, ...policy }, metadata }) => {
    const earlier = policies.filter(({ effectiveAt }) => effectiveAt <= policy.effectiveAt);
    return { policies: [...earlier, { ...policy, adoptedAt: metadata.occurredAt }, ...policies.slice(earlier.length)] };
  },
  RebasingRecorded: ({ rebasings }, { data: { organizationId: _, ...rebasing }, metadata }) => ({
    rebasings: insertSorted(rebasings, { ...rebasing, recordedAt: metadata.occurredAt }, byPlace),
  }),
};

/** The scoring policies and rebasings by which the organisation reads its numbers. */
export const policiesProjection = defineProjection<PoliciesDocument, PolicyEvent>({
  name: 'policies',
  version: 3,
  handles: typesOf(changes),
  keys: ({ data }) => [data.organizationId],
  evolve: (document, event, organizationId) => {
    const before = document ?? { organizationId, policies: [], rebasings: [] };
    return { ...before, ...applyFold(changes, before, event) };
  },
  indexes: { byOrganizationId: ['organizationId'] },
  streamOf: (key) => `governance-${key}`,
});
