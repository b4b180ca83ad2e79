/**
 * A department and, for its home page, what stands between it and IT. Key: the department's id. Sums and sets only: events of many streams
 * flow in, in any order.
 */
export interface DepartmentDocument {
  readonly departmentId: string;
  /** Null until the registration is folded: tickets may be seen first. */
  readonly name: string | null;
  readonly kind: 'CLINICAL' | 'NON_CLINICAL' | 'UNKNOWN' | null;
  readonly registered: boolean;
  readonly retired: boolean;
  readonly parentId: string | null;
  readonly externalIds: readonly { readonly system: string; readonly value: string }[];
  readonly mergedInto: string | null;
  readonly splitInto: readonly string[];
  /** The departments that went on as part of this one, by id: its history reads with theirs, which stays under their ids. */
  readonly mergedFrom: readonly Origin[];
  /** The departments of which this one is a part, by id. */
  readonly splitFrom: readonly Origin[];
  readonly formerNames: readonly { readonly name: string; readonly until: string }[];
  /** Tickets by state now. */
  readonly tickets: {
    readonly new: number;
    readonly inProgress: number;
    readonly onHold: number;
    readonly resolved: number;
    readonly closed: number;
    readonly cancelled: number;
    readonly merged: number;
  };
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
