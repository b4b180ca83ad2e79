/** A service team. Key: the team's id. All from the team's own stream. */
export interface TeamDocument {
  readonly teamId: string;
  readonly name: string;
  readonly retired: boolean;
  /** The team that carries on its work; `byMergedInto` finds those that went on in a team. */
  readonly mergedInto: string | null;
  /** When the merger takes effect. */
  readonly mergedAt: string | null;
  readonly formerNames: readonly { readonly name: string; readonly until: string }[];
  readonly externalIds: readonly { readonly system: string; readonly value: string }[];
  /** By `effectiveAt`, the latest last. */
  readonly targets: readonly {
    readonly effectiveAt: string;
    readonly acknowledgeMinutes: number | null;
    readonly updateMinutes: number | null;
    readonly reopenWindowDays: number | null;
  }[];
  readonly calendars: readonly { readonly effectiveAt: string; readonly zone: string }[];
}
