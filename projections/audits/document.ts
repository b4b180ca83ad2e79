/**
 * A culture audit: what it rests on, what its first run came to, and what people found. Key: `<organizationId>.<auditId>`. From the
 * organisation's governance stream. The report itself follows from the log up to `position`, whenever it is asked for; what the first run came to is kept
 * in the audit's own stream.
 */
export interface AuditDocument {
  readonly organizationId: string;
  readonly auditId: string;
  /** The log up to here is what it knows. */
  readonly position: string;
  readonly from: string;
  /** Not included. */
  readonly until: string;
  /** Empty: all. */
  readonly departmentIds: readonly string[];
  /** Null: the built-in one. */
  readonly policy: { readonly name: string; readonly version: string } | null;
  readonly pinnedAt: string;
  /** Null: pinned, but nobody has written down yet what it comes to. */
  readonly run: {
    /** SHA-256 of the report, hexadecimal. */
    readonly hash: string;
    /** By section: where a later run differs. */
    readonly sections: readonly { readonly section: string; readonly hash: string }[];
    /** `name@version` of what computed it. */
    readonly formulae: readonly string[];
    readonly recordedAt: string;
  } | null;
  /** In the order in which they were recorded. */
  readonly findings: readonly {
    readonly findingId: string;
    readonly findingRef: string;
    readonly theme: string | null;
    readonly teamId: string | null;
    readonly departmentId: string | null;
    readonly recordedAt: string;
  }[];
}
