/** Something between a team and a department that was to become better. Key: the improvement's id. From its own stream. */
export interface ImprovementDocument {
  readonly improvementId: string;
  readonly relationshipId: string;
  readonly teamId: string;
  readonly departmentId: string;
  readonly topic: string;
  readonly origin: 'FEEDBACK' | 'CONCERN' | 'SURVEY' | 'REVIEW' | 'AUDIT' | 'STAFF';
  readonly originRefs: readonly string[];
  readonly sponsorRef: string | null;
  readonly state: 'PROPOSED' | 'ACCEPTED' | 'DECLINED' | 'STARTED' | 'DELIVERED' | 'ABANDONED';
  readonly proposedAt: string;
  readonly acceptedAt: string | null;
  readonly declinedAt: string | null;
  readonly startedAt: string | null;
  readonly deliveredAt: string | null;
  readonly abandonedAt: string | null;
  /** Why it was accepted, declined or abandoned, the latest. */
  readonly reason: string | null;
  /** How it is judged, as written down when it started: hundredths of the measure's unit. */
  readonly measureId: string | null;
  readonly baseline: number | null;
  readonly target: number | null;
  /** What came of it, each time it was measured, the latest last; hundredths of the measure's unit. */
  readonly results: readonly {
    readonly at: string;
    readonly measureId: string;
    readonly baseline: number | null;
    readonly target: number | null;
    readonly result: number;
  }[];
  /** What was done with people for it, in the order told. */
  readonly sessions: readonly {
    readonly kind: 'TRAINING' | 'TEAM_BUILDING' | 'JOINT_REVIEW';
    readonly at: string;
    readonly topic: string;
    readonly it: { readonly invited: number; readonly attended: number };
    readonly department: { readonly invited: number; readonly attended: number };
  }[];
}
