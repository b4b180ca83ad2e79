/** The handings-over of one department's tickets between teams in one month of event time. Key: `<departmentId>.<YYYY-MM>`. */
export interface BouncesDocument {
  readonly departmentId: string;
  /** `YYYY-MM`, UTC. */
  readonly month: string;
  /** By `at`, then event id. */
  readonly bounces: readonly {
    readonly eventId: string;
    readonly at: string;
    readonly ticketId: string;
    readonly fromTeamId: string;
    readonly toTeamId: string;
  }[];
}
