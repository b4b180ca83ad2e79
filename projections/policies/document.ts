import type { Component } from '../kit/component.js';

/** How an organisation measures and audits itself. Key: the organisation's id. From its governance stream. */
export interface PoliciesDocument {
  readonly organizationId: string;
  /** By `effectiveAt`; of two that take effect at the same moment the later holds. In force at T: the last with `effectiveAt` <= T. */
  readonly policies: readonly {
    readonly name: string;
    readonly version: string;
    readonly effectiveAt: string;
    readonly adoptedAt: string;
    /** In thousandths; only their proportions matter. */
    readonly weights: Readonly<Record<Component, number>>;
    readonly halfLifeDays: number;
    readonly priorStrength: number;
    readonly minEffectiveTrials: number;
    /** In thousandths. */
    readonly minCoverage: number;
  }[];
  /** By `at`, `measure`, team, department. */
  readonly rebasings: readonly {
    readonly measure: string;
    readonly teamId: string;
    readonly departmentId: string;
    /** From when on the limits are drawn anew. */
    readonly at: string;
    readonly reason: string;
    readonly recordedAt: string;
  }[];
  /** In the order in which they were pinned. */
  readonly audits: readonly {
    readonly auditId: string;
    readonly position: string;
    readonly from: string;
    /** Not included. */
    readonly until: string;
    /** Empty: all. */
    readonly departmentIds: readonly string[];
    /** Null: the built-in one. */
    readonly policy: { readonly name: string; readonly version: string } | null;
    readonly pinnedAt: string;
  }[];
  /** In the order in which they were recorded. */
  readonly findings: readonly {
    readonly auditId: string;
    readonly findingId: string;
    readonly findingRef: string;
    readonly theme: string | null;
    readonly teamId: string | null;
    readonly departmentId: string | null;
    readonly recordedAt: string;
  }[];
}
