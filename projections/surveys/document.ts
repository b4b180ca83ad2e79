/**
 * A survey and what was answered, as counts: who answered what is not kept, not even under a pseudonym, since a withdrawal says itself what
 * it takes back. Suppress before showing (domain.md, 7). Key: the survey's id. From its own stream.
 */
export interface SurveyDocument {
  readonly surveyId: string;
  readonly instrumentId: string;
  readonly departmentId: string;
  /** Null: about IT as a whole. */
  readonly teamId: string | null;
  readonly from: string;
  readonly until: string;
  readonly state: 'OPEN' | 'CLOSED';
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly eligible: number;
  readonly invited: number;
  /** Distinct people whose answers stood when it closed, or stand so far. The response rate is this / `eligible`. */
  readonly respondents: number;
  readonly items: readonly SurveyItemCounts[];
  readonly composites: readonly { readonly compositeId: string; readonly name: string; readonly itemIds: readonly string[] }[];
  /** You said, we did; in the order told. */
  readonly actedOn: readonly {
    readonly at: string;
    readonly feedbackIds: readonly string[];
    readonly improvementId: string;
    readonly tellBackAt: string;
  }[];
}

/** The answers to one question: `counts` + `notApplicable` + `missing` are the respondents. */
export interface SurveyItemCounts {
  readonly itemId: string;
  readonly reversed: boolean;
  readonly positiveFrom: number;
  /** As ticked: `counts[0]` answered 1, and so on. % positive = `positive` / their sum. */
  readonly counts: readonly number[];
  readonly positive: number;
  readonly notApplicable: number;
  readonly missing: number;
}
