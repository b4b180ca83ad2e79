/**
 * What people of a department said within a calendar quarter of how they were treated, by whichever team. Key: `<departmentId>.<YYYY>-Q<n>`. It is shown
 * from enough people on, and only as whole groups: the question says which (src/queries/peers/peer-counts.ts).
 */
export interface AnswersDocument {
  readonly departmentId: string;
  /** `YYYY-Qn`, UTC, of the day on which they said it. */
  readonly quarter: string;
  /** When the latest of them was recorded. */
  readonly recordedAt: string;
  /** In the order in which they were recorded. */
  readonly answers: readonly Answer[];
}
export interface Answer {
  /** A hash of the pseudonym. */
  readonly person: number;
  readonly teamId: string;
  readonly at: string;
  readonly recordedAt: string;
  readonly eventId: string;
  /** They were treated well. */
  readonly well: boolean;
}
