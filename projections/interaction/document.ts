/** A contact between people of a team and a department. Key: the interaction's id. */
export interface InteractionDocument {
  readonly interactionId: string;
  readonly teamId: string;
  readonly departmentId: string;
  readonly channel: string;
  readonly direction: 'FROM_DEPARTMENT' | 'FROM_IT';
  readonly purpose: string | null;
  readonly participants: readonly string[];
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly outcome: string | null;
  readonly nextStepAgreed: boolean | null;
  readonly durationSec: number | null;
  readonly commitmentIds: readonly string[];
  readonly ticketIds: readonly string[];
  readonly transfers: readonly {
    readonly fromTeamId: string;
    readonly toTeamId: string;
    readonly warm: boolean;
    readonly at: string;
  }[];
  readonly feedback: readonly {
    readonly eventId: string;
    readonly at: string;
    readonly recordedAt: string;
    /** A hash of the respondent's pseudonym; enough to count people. */
    readonly person: number;
    readonly treatment: number;
    readonly ease: number | null;
    readonly informed: number | null;
    readonly lostMinutes: number | null;
    readonly factors: readonly string[];
    readonly resolvedAtTime: boolean | null;
    readonly commentRef: string | null;
  }[];
  readonly selfAssessedTreatment: number | null;
  /** When the self-assessment was recorded. */
  readonly selfAssessedAt: string | null;
  readonly concerns: readonly {
    readonly concernId: string;
    readonly about: string;
    readonly raisedAt: string;
    readonly addressedAt: string | null;
  }[];
  readonly recognitions: number;
  readonly revision: number;
  readonly lastEventAt: string;
}
