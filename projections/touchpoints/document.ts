/**
 * A meeting that both sides count on. Key: `<teamId>.<departmentId>.<touchpointId>`, since the id need only be distinct within the
 * relationship. From the relationship's stream. Who was there is not told, only how many of each side.
 */
export interface TouchpointDocument {
  readonly touchpointId: string;
  readonly relationshipId: string;
  readonly teamId: string;
  readonly departmentId: string;
  readonly type: 'ROUNDING' | 'SERVICE_REVIEW' | 'HUDDLE' | 'JOINT_RCA';
  readonly plannedFor: string;
  readonly plannedAt: string;
  /**
   * PLANNED: nobody has said yet whether it took place; once `plannedFor` has passed it counts as missed.
   * CANCELLED: one side called it off; by the department it does not count, by IT it counts as missed. CALLED_OFF: the relationship ended before it, so it does not count.
   */
  readonly state: 'PLANNED' | 'HELD' | 'MISSED' | 'CANCELLED' | 'CALLED_OFF';
  readonly heldAt: string | null;
  /** People of each side; null unless held. It counts as kept only when both sides were there. */
  readonly attendance: { readonly it: number; readonly department: number } | null;
  readonly notesRef: string | null;
  readonly cancelledBy: 'IT' | 'DEPARTMENT' | null;
  /** Why it was missed or cancelled. */
  readonly reason: string | null;
}
