/** A promise of a team to a department. Key: the commitment's id. From its own stream. */
export interface CommitmentDocument {
  readonly commitmentId: string;
  readonly relationshipId: string;
  readonly teamId: string;
  readonly departmentId: string;
  readonly promiseRef: string;
  readonly ticketId: string | null;
  readonly touchpointId: string | null;
  readonly interactionId: string | null;
  readonly madeAt: string;
  /**
   * OPEN: nothing was said since it was promised, or promised anew; when `dueAt` has passed it is overdue, and counts as missed.
   * KEPT: fulfilled by the due date in force, says IT (`confirmedAt` null) or the department. MISSED: said so, or fulfilled late.
   * DISPUTED: the department does not agree that it was fulfilled.
   */
  readonly state: 'OPEN' | 'KEPT' | 'MISSED' | 'DISPUTED' | 'WITHDRAWN';
  /** The due date in force. */
  readonly dueAt: string;
  /** As first promised and as agreed on since, the latest last. */
  readonly dueDates: readonly {
    readonly dueAt: string;
    readonly agreedAt: string;
    /** Whether it was agreed before the date before; null for the first. */
    readonly noticeGiven: boolean | null;
  }[];
  /** How it counts for reliability, silence until the due date taken for a miss; null: not at all. */
  readonly verdict: { readonly at: string; readonly kept: boolean } | null;
  readonly fulfilledAt: string | null;
  readonly confirmedAt: string | null;
  readonly disputedAt: string | null;
  /** When the miss was admitted. */
  readonly missedAt: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: 'IT' | 'DEPARTMENT' | null;
}
