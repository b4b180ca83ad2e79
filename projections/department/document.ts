import type { Version } from '../../src/domain/kernel/versioned.js';

/** Under which name tickets of a state are counted. */
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
 * A department and, for its home page, what stands between it and IT. Key: the department's id. Sums and sets only: events of many streams
 * flow in, in any order.
 */
export interface DepartmentDocument {
  readonly departmentId: string;
  /** As last decided; null until the registration is folded: tickets may be seen first. */
  readonly name: string | null;
  /** From when on it is called what; the first since ever (`''`). */
  readonly names: readonly Version<string>[];
  readonly kind: 'CLINICAL' | 'NON_CLINICAL' | 'UNKNOWN' | null;
  readonly registered: boolean;
  readonly retiredAt: string | null;
  /** As last decided; null at the top. */
  readonly parentId: string | null;
  /** From when on it belongs where; the first since ever. */
  readonly parents: readonly Version<string | null>[];
  readonly externalIds: readonly { readonly system: string; readonly value: string }[];
  readonly mergedInto: string | null;
  readonly mergedAt: string | null;
  readonly splitInto: readonly string[];
  readonly splitAt: string | null;
  /** The departments that went on as part of this one, by id: its history reads with theirs, which stays under their ids. */
  readonly mergedFrom: readonly Origin[];
  /** The departments of which this one is a part, by id. */
  readonly splitFrom: readonly Origin[];
  /** Tickets by state now. */
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
    /** When they were released, or the relationship ended. */
    readonly until: string | null;
  }[];
  /** Planned and not yet held or missed, by time. */
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
