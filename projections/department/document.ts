import type { Version } from '../../src/domain/kernel/versioned.js';

/** The name under which tickets of a state are counted. */
export const COUNT_OF_STATE = {
  NEW: 'new',
  IN_PROGRESS: 'inProgress',
  ON_HOLD: 'onHold',
  RESOLVED: 'resolved',
  CLOSED: 'closed',
  CANCELLED: 'cancelled',
  MERGED: 'merged',
} as const;
export type TicketCounts = Readonly<Record<(typeof COUNT_OF_STATE)[keyof typeof COUNT_OF_STATE], number>>;
export const NO_TICKETS: TicketCounts = { new: 0, inProgress: 0, onHold: 0, resolved: 0, closed: 0, cancelled: 0, merged: 0 };

/**
 * A department with the data of its home page about its dealings with IT. Key: the department's id. Holds sums and sets only,
 * because events of many streams are folded in, in any order.
 */
export interface DepartmentDocument {
  readonly departmentId: string;
  /** The name decided last; null until the registration is folded: tickets may come first. */
  readonly name: string | null;
  /** The names and the dates from which they apply; the first applies since ever (`''`). */
  readonly names: readonly Version<string>[];
  readonly kind: 'CLINICAL' | 'NON_CLINICAL' | 'UNKNOWN' | null;
  readonly registered: boolean;
  readonly retiredAt: string | null;
  /** The parent decided last; null at the top. */
  readonly parentId: string | null;
  /** The parents and the dates from which they apply; the first applies since ever. */
  readonly parents: readonly Version<string | null>[];
  readonly externalIds: readonly { readonly system: string; readonly value: string }[];
  readonly mergedInto: string | null;
  readonly mergedAt: string | null;
  readonly splitInto: readonly string[];
  readonly splitAt: string | null;
  /** The departments merged into this one, by id: its history is read together with theirs, which stays under their ids. */
  readonly mergedFrom: readonly Origin[];
  /** The departments that this one was split from, by id. */
  readonly splitFrom: readonly Origin[];
  /** The number of tickets in each state now. */
  readonly tickets: TicketCounts;
  readonly relationships: readonly {
    readonly teamId: string;
    readonly type: string;
    readonly establishedAt: string;
    readonly ended: boolean;
  }[];
  readonly liaisons: readonly {
    readonly teamId: string;
    readonly side: string;
    readonly personRef: string;
    readonly since: string;
    /** When the liaison was released, or the relationship ended. */
    readonly until: string | null;
  }[];
  /** Touchpoints that are planned and not yet held or missed, by time. */
  readonly touchpoints: readonly {
    readonly touchpointId: string;
    readonly teamId: string;
    readonly type: string;
    readonly plannedFor: string;
  }[];
}

interface Origin {
  readonly departmentId: string;
  readonly effectiveAt: string;
}
