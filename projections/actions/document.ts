/**
 * You said, we did: something is done about what was said. It leads from feedback to the improvement and its result. Key: the event's id.
 */
export interface ActionDocument {
  readonly eventId: string;
  readonly at: string;
  readonly surveyId: string;
  readonly departmentId: string;
  /** Null: said about IT as a whole. */
  readonly teamId: string | null;
  /** Concerns, answers, or themes of answers. */
  readonly feedbackIds: readonly string[];
  readonly improvementId: string;
  /** When those who said it hear, or heard, what was done. */
  readonly tellBackAt: string;
}
