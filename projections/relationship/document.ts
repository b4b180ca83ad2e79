import type { Component } from '../kit/component.js';
import type { Tallies } from '../kit/tallies.js';
import type { ContactCounts } from './contact-counts.js';

/**
 * How a team and a department get on, as tallies. Key: `<teamId>.<departmentId>`. Only sums: every trial is booked as failed (or, for
 * durability, as held) on the day of its deadline when the deadline becomes known, and booked over when a later event gives another verdict.
 * So the score of any day is a sum over one document, nothing waits in it, and the order of the streams does not matter.
 */
export interface RelationshipDocument {
  readonly relationshipId: string;
  readonly teamId: string;
  readonly departmentId: string;
  /** OBSERVED: the two met, or are to carry another relationship on, but nobody established one. */
  readonly state: 'OBSERVED' | 'ESTABLISHED' | 'ENDED';
  readonly type: 'BASIC' | 'COOPERATIVE' | 'PARTNERSHIP' | null;
  readonly scope: string | null;
  readonly establishedAt: string | null;
  readonly endedAt: string | null;
  readonly successor: { readonly teamId: string; readonly departmentId: string } | null;
  /** Those that it carries on, by agreement; their history stays with them. */
  readonly predecessors: readonly { readonly teamId: string; readonly departmentId: string; readonly transferredAt: string }[];
  readonly charter: {
    readonly agreedAt: string;
    readonly expectations: readonly string[];
    readonly reviewCadenceDays: number | null;
    readonly updateCadenceMinutes: number | null;
    readonly acknowledgeMinutes: number | null;
  } | null;
  readonly maturity: { readonly it: number | null; readonly department: number | null };
  readonly components: Readonly<Record<Component, Tallies>>;
  readonly contacts: ContactCounts;
  /** Tickets that this team resolved for this department (resolutions, reopened ones included). */
  readonly resolutions: number;
  readonly interactions: number;
}
