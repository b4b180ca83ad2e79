import type { Component } from '../kit/component.js';

/** How an organisation measures itself. Key: the organisation's id. From its governance stream. */
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
    /** From when on the limits are drawn anew. */
    readonly at: string;
    readonly reason: string;
    readonly recordedAt: string;
  }[];
}
