/** What the verdict on a commitment rests on. */
export interface Facts {
  /** The due date in force. */
  readonly dueAt: string;
  /** The first due date that passed without fulfilment or a new agreement. What is missed stays missed. */
  readonly missedAt?: string | undefined;
  readonly fulfilledAt?: string | undefined;
  /** The department said that it was not fulfilled, and has not agreed since. */
  readonly disputed: boolean;
  /** When the department let IT off its word. */
  readonly releasedAt?: string | undefined;
}
export interface Verdict {
  readonly at: string;
  readonly kept: boolean;
}

/**
 * The one trial of a commitment, as known now (domain.md 3.1, commitments kept): fulfilled by the due date in force, and not disputed, is
 * kept. Undefined: the department withdrew it in time, so nothing is tried. Otherwise silence until the due date is a miss, booked when
 * the date is set (docs/decisions/0001).
 */
export function verdictOn({ dueAt, missedAt, fulfilledAt, disputed, releasedAt }: Facts): Verdict | undefined {
  if (missedAt !== undefined) return { at: missedAt, kept: false };
  if (releasedAt !== undefined && releasedAt <= dueAt) return undefined;
  if (fulfilledAt !== undefined && fulfilledAt <= dueAt && !disputed) return { at: fulfilledAt, kept: true };
  return { at: dueAt, kept: false };
}
