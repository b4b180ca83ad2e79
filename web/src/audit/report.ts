/**
 * The result of an audit, as the API returns it (`auditRun.sections`) and `rapport audit show --json` prints it. Declares only the
 * fields that the page shows.
 */
export interface AuditReport {
  readonly auditId: string;
  readonly from: string;
  /** Exclusive. */
  readonly until: string;
  /** The time zone of the days, months and quarters: the organisation's, as of the audit's log position. */
  readonly zone: string;
  /** Null: all departments. */
  readonly departmentIds: readonly string[] | null;
  readonly policy: { readonly name: string; readonly version: string } | null;
  readonly position: string;
  readonly hash: string;
  /** The hash on record; null when no run is on record. */
  readonly recordedHash: string | null;
  readonly formulae: readonly string[];
  readonly names: {
    readonly teams: Readonly<Record<string, string>>;
    readonly departments: Readonly<Record<string, string>>;
  };
  readonly findings: readonly {
    readonly findingId: string;
    readonly theme: string | null;
    readonly teamId: string | null;
    readonly departmentId: string | null;
    readonly recordedAt: string;
  }[];
  readonly sections: Sections;
}

export interface Parts<T> {
  readonly whole: T | null;
  readonly departments: Readonly<Record<string, T>>;
}
export interface ScoreSide {
  readonly state: string;
  readonly value: number | null;
  readonly standardError: number | null;
  readonly coverage: number;
  readonly weakest: string | null;
  readonly components: Readonly<Record<string, { readonly kept: boolean; readonly state: string }>>;
}
export interface RelationshipFinding {
  readonly before: ScoreSide;
  readonly after: ScoreSide;
  readonly change: number | null;
  readonly observedChange: number | null;
  readonly verdict: 'MORE_THAN_CHANCE' | 'WITHIN_CHANCE' | 'NOT_JUDGED';
  readonly deltas: Readonly<Record<string, number>>;
}
export interface Series {
  readonly points: Readonly<
    Record<
      string,
      {
        readonly value: number | null;
        readonly trials: number;
        readonly variation: string;
        readonly limits: { readonly centre: number; readonly lower: number; readonly upper: number } | null;
      }
    >
  >;
}
export interface Sections {
  /** Keyed by `<teamId>.<departmentId>`. */
  readonly relationships: Readonly<Record<string, RelationshipFinding | null>>;
  readonly componentSeries: Parts<Readonly<Record<string, Series>>>;
  readonly firstContact: Parts<{
    readonly state: string;
    readonly solvedTreatedWell?: number;
    readonly solvedTreatedBadly?: number;
    readonly unsolvedTreatedWell?: number;
    readonly unsolvedTreatedBadly?: number;
    readonly unanswered: number;
    readonly contacts: number;
  }>;
  readonly silence: Parts<{
    readonly due: number;
    readonly kept: number;
    readonly late: number;
    readonly missed: number;
    readonly open: number;
    readonly silences: Readonly<Record<string, number>>;
    readonly medianMinutes: number | null;
    readonly p90Minutes: number | null;
  }>;
  readonly bounces: Parts<{
    readonly total: number;
    readonly tickets: number;
    readonly byTeams: Readonly<Record<string, number>>;
  }>;
  readonly promises: Parts<{
    readonly due: number;
    readonly confirmedByDepartment: number;
    readonly renegotiatedInTime: number;
    readonly renegotiatedTooLate: number;
    readonly states: Readonly<Record<string, number>>;
  }>;
  /** Keyed by the first month of the quarter. */
  readonly perceptionGap: Readonly<
    Record<
      string,
      Parts<{
        readonly state: string;
        readonly contacts: number | null;
        readonly it: number | null;
        /**
         * The number of people's ratings, in groups of sufficient size; null when suppressed. Absent in audits before
         * `culture-audit@4`, whose figures are means from 1 to 5.
         */
        readonly words?: number | null;
        readonly department: number | null;
        readonly gap: number | null;
      }>
    >
  >;
  readonly goalLinkage: Parts<{
    readonly tickets: number;
    readonly linked: number;
    readonly proportion: number | null;
    readonly goals: number;
  }>;
  readonly feedbackLoop: Readonly<
    Record<
      string,
      {
        readonly proposed: number;
        readonly closed: number;
        readonly closedAndToldBack: number;
        readonly states: Readonly<Record<string, number>>;
      }
    >
  >;
  readonly surveys: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly teamId: string | null;
            readonly month: string;
            readonly eligible: number;
            readonly publication: string;
            readonly responseRate: number | null;
            readonly composites: Readonly<Record<string, { readonly name: string; readonly percentPositive: number | null }>>;
          }
        >
      >
    >
  >;
  readonly maturity: Readonly<
    Record<string, Readonly<Record<string, { readonly it: number | null; readonly department: number | null }>>>
  >;
  readonly improvements: Readonly<
    Record<
      string,
      {
        readonly teamId: string;
        readonly departmentId: string;
        readonly topic: string;
        readonly deliveredIn: string;
        readonly state: string;
        readonly measure: string | null;
        readonly before: { readonly proportion: number; readonly trials: number } | null;
        readonly after: { readonly proportion: number; readonly trials: number } | null;
        readonly difference: { readonly value: number; readonly low: number; readonly high: number } | null;
      }
    >
  >;
}

const Z95 = 1.96;
/** The 95 % interval of a score, clamped to 0–100. */
export function boundsOf({ value, standardError }: ScoreSide): { value: number; low: number; high: number } | null {
  if (value === null) return null;
  const half = Z95 * (standardError ?? 0);
  return { value, low: Math.max(0, value - half), high: Math.min(100, value + half) };
}

/** The relationships with a finding, those that need attention first: ordered by the upper bound, those without a score last. */
export function byAttention({ relationships }: Sections): readonly (readonly [id: string, found: RelationshipFinding])[] {
  const upper = ({ after }: RelationshipFinding) => boundsOf(after)?.high ?? Infinity;
  return Object.entries(relationships)
    .filter((entry): entry is [string, RelationshipFinding] => entry[1] !== null)
    .sort(([a, one], [b, other]) => upper(one) - upper(other) || (a < b ? -1 : 1));
}

export const teamName = ({ names }: AuditReport, id: string): string => own(names.teams, id) ?? id;
export const departmentName = ({ names }: AuditReport, id: string): string => own(names.departments, id) ?? id;
/** The names of both sides of `<teamId>.<departmentId>`, in the order of the explorer's pages. */
export function relationshipName(report: AuditReport, id: string): string {
  const dot = id.indexOf('.');
  return `${teamName(report, id.slice(0, dot))} · ${departmentName(report, id.slice(dot + 1))}`;
}
const own = (names: Readonly<Record<string, string>>, id: string): string | undefined =>
  Object.hasOwn(names, id) ? names[id] : undefined;
