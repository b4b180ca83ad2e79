import type { TicketStatus } from '../../domain/ticket/lifecycle.js';
import type { WorkingCalendar } from '../../domain/team/working-time.js';

/** A mapping as in its YAML: plain data, checked by schema.ts and check-mapping.ts. docs/mappings.md explains each part. */
export interface Mapping {
  readonly name: string;
  readonly description?: string;
  readonly format: Format;
  /** Other tables in which rows of the file are looked up, by the prefix of their columns. */
  readonly join?: Readonly<Record<string, JoinPart>>;
  readonly source: { readonly system: string };
  readonly fidelity: 'HISTORY' | 'SNAPSHOT';
  readonly record: RecordPart;
  readonly zone?: string | ZonePart;
  /** Language of the month names in times (BCP 47); English when absent. */
  readonly language?: string;
  readonly times: Readonly<Record<string, OneOrMany<string>>>;
  readonly clean?: {
    readonly everywhere?: OneOrMany<CleaningName>;
    readonly columns?: Readonly<Record<string, OneOrMany<CleaningName>>>;
  };
  readonly derive?: Readonly<Record<string, DerivedColumn>>;
  readonly missing?: { readonly values?: readonly string[]; readonly columns?: Readonly<Record<string, readonly string[]>> };
  readonly pseudonyms?: readonly string[];
  readonly exclude?: readonly Condition[];
  readonly carry?: readonly string[];
  readonly ordering?: 'file' | readonly string[];
  readonly occurredAt: OneOrMany<string>;
  readonly actor?: ActorPart;
  readonly automatic?: readonly Condition[];
  readonly private?: readonly Condition[];
  readonly lookAhead?: Readonly<Record<string, 'never' | { readonly safeWhen: Condition }>>;
  readonly registers: { readonly teams?: TeamsPart; readonly departments: DepartmentsPart };
  /** Absent: the records are contacts, and `interaction` declares how they begin; or `benchmarks`, or `response`. */
  readonly opening?: OpeningPart;
  readonly interaction?: InteractionPart;
  readonly assignment?: { readonly assignee?: string; readonly at?: OneOrMany<string> };
  readonly states?: StatesPart;
  readonly changes?: readonly ChangePart[];
  readonly events?: EventsPart;
  readonly milestones?: readonly MilestonePart[];
  readonly promise?: PromisePart;
  readonly relationships?: { readonly when: TicketStateName; readonly type?: string; readonly scope?: string };
  readonly reported?: { readonly when: TicketStateName; readonly columns: readonly string[] };
  /** The rows are figures of other organisations: neither tickets nor contacts, nor anybody's answers. */
  readonly benchmarks?: BenchmarksPart;
  /** The rows are answers to one of our surveys, one row per person. */
  readonly response?: ResponsePart;
  readonly inbound?: InboundPart;
}
export type OneOrMany<T> = T | readonly T[];
/**
 * The states that a row may give a ticket. MERGED is excluded, because no state table names the ticket that it was merged
 * into.
 */
export type TicketStateName = Exclude<TicketStatus, 'MERGED'>;
export type ActorKindName = 'REQUESTER' | 'IT_STAFF' | 'LIAISON' | 'SYSTEM' | 'IMPORT';

export interface Format {
  readonly type: 'csv' | 'ndjson' | 'json' | 'xes' | 'xlsx';
  readonly delimiter?: string;
  readonly quote?: string;
  readonly escape?: string;
  readonly ragged?: 'reject' | 'fit';
  readonly encoding?: string;
  readonly columns?: readonly string[];
  /** Columns that the file may lack. */
  readonly optional?: readonly string[];
  readonly member?: string;
  readonly sheet?: string;
  readonly skipLines?: number;
  readonly undecodable?: 'reject' | 'keep';
  readonly rows?: string;
  readonly each?: string;
  readonly separator?: string;
  readonly keyed?: string;
}
export interface JoinPart {
  /**
   * File name, next to the imported file. Absent: the caller gives the path, or it is another member or sheet of the same
   * file.
   */
  readonly file?: string;
  readonly format: Format;
  /** By column of the rows so far, the column of this table with which it must be equal; all must match. */
  readonly on: Readonly<Record<string, string>>;
  /** Several matches of one row become a row each. */
  readonly each?: boolean;
}
export interface RecordPart {
  readonly key: string;
  readonly id?: string;
  readonly history?: readonly string[];
  readonly parts?: readonly string[];
  /** Columns with the state of the whole ticket at the export, repeated on each of its rows. */
  readonly present?: readonly string[];
  readonly contiguous?: boolean;
  /** Matches the last row of a finished record. Only then is it known which row is the last. */
  readonly ended?: Condition;
}
export interface ZonePart {
  readonly name: string;
  readonly ambiguous?: 'earlier' | 'later' | 'reject';
  readonly nonexistent?: 'forward' | 'reject';
}
/**
 * A condition on one column: one of some values, none of them, a pattern, present or absent, or equal to another column or
 * not.
 */
export type Criterion =
  | OneOrMany<string>
  | { readonly not: OneOrMany<string> }
  | { readonly matches: string }
  | { readonly present: boolean }
  | { readonly equals: string }
  | { readonly differs: string };
/** All columns must match. */
export type Condition = Readonly<Record<string, Criterion>>;
export type CleaningName = 'trim' | 'lower' | 'upper' | 'whole' | 'plain';
/** A template, or a column computed from others. */
export type DerivedColumn =
  | string
  | {
      readonly from: string;
      readonly when?: Condition;
      readonly match?: string;
      readonly values?: Readonly<Record<string, string>>;
      readonly otherwise?: string;
      /** The value where `from` is missing on a row that `when` matches. */
      readonly whenMissing?: string;
    };
/** The actor of what a row describes. */
export interface ActorPart {
  readonly kind?: ActorKindName | ActorKindLookup;
  readonly ref: string;
}
export interface ActorKindLookup {
  readonly column: string;
  readonly values: Readonly<Record<string, ActorKindName>>;
  readonly otherwise?: ActorKindName;
}

/** A constant, a template with `{column}`, a look-up, a nested group or a list. */
export type FieldSpec = string | number | boolean | ColumnSpec | readonly FieldSpec[] | { readonly [key: string]: FieldSpec };
export interface ColumnSpec {
  readonly column: string;
  /** Separates the values of a list in the column. */
  readonly separator?: string;
  readonly as?: 'text' | 'integer' | 'hundredths' | 'boolean' | 'time' | 'id';
  readonly values?: Readonly<Record<string, string | number | boolean>>;
  readonly otherwise?: string | number | boolean;
}
export type FieldSpecs = Readonly<Record<string, FieldSpec>>;

export interface StandIn {
  readonly id: string;
  readonly name: string;
}
export interface RegisterPart {
  readonly column?: string;
  readonly id?: string;
  readonly name?: string;
  readonly whenMissing?: StandIn;
}
/** Targets and calendar that every team of the source had adopted, from a moment on. */
export interface TeamsPart extends RegisterPart {
  /** The value that means the ticket was given back and has no team. */
  readonly nobody?: OneOrMany<string>;
  readonly targets?: { readonly effectiveAt: string } & Readonly<Record<string, number | string>>;
  readonly calendar?: { readonly effectiveAt: string } & Pick<WorkingCalendar, 'zone'> & Partial<WorkingCalendar>;
}
export interface DepartmentsPart extends RegisterPart {
  readonly kind?: 'CLINICAL' | 'NON_CLINICAL' | 'UNKNOWN';
  readonly standIn?: string;
  readonly whenChanged?: 'correct' | 'keep';
}
export interface OpeningPart {
  readonly at?: OneOrMany<string>;
  readonly fields: FieldSpecs;
  /** Columns that only a later row may fill. */
  readonly later?: readonly string[];
}
export interface InteractionPart {
  readonly fields: FieldSpecs;
  readonly at?: OneOrMany<string>;
  readonly ticket?: string;
  readonly ticketSeparator?: string;
  readonly teamWhenMissing?: StandIn;
  readonly unless?: Condition;
}
export type StateSpec = TicketStateName | { readonly state: TicketStateName; readonly reason?: string };
export interface StatesPart {
  readonly of: string;
  readonly values: Readonly<Record<string, StateSpec>>;
  readonly otherwise?: StateSpec | 'keep';
  readonly whenMissing?: StateSpec | 'keep';
  readonly commands?: Readonly<Record<string, FieldSpecs>>;
}
export interface CommandSpec {
  readonly command: string;
  readonly fields?: FieldSpecs;
  readonly when?: Condition;
  /** To which of a record's rows it applies: the first, those after it, or the last one of a finished record. */
  readonly row?: 'first' | 'later' | 'last';
  readonly actor?: ActorPart;
}
export interface ChangePart extends CommandSpec {
  readonly columns: readonly string[];
  readonly onFirstRow?: boolean;
}
export type ActivitySpec = 'ignore' | { readonly state: TicketStateName; readonly reason?: string } | CommandSpec;
export interface EventsPart {
  readonly of: string;
  readonly values: Readonly<Record<string, OneOrMany<ActivitySpec>>>;
  readonly otherwise?: OneOrMany<ActivitySpec>;
}
export interface MilestonePart extends CommandSpec {
  readonly at: OneOrMany<string>;
}

/** A due date promised to the department for its ticket: one commitment per record. */
export interface PromisePart {
  /** The column of the date. */
  readonly due: string;
  /** The words of the promise: a constant or a template. */
  readonly promise: string;
  /** When it was kept: the first of these columns that has a value. */
  readonly kept?: OneOrMany<string>;
  readonly when?: Condition;
}

/**
 * What a row publishes: source and period (constants or templates), and the columns of values, in the source's unit, and of
 * their counts.
 */
export interface BenchmarksPart {
  readonly source: string;
  readonly period: string;
  readonly figures: readonly { readonly item: string; readonly value: string; readonly n: string }[];
}

/** One person's answers: the survey and the respondent (constants or templates), and the column of each question's answer. */
export interface ResponsePart {
  readonly surveyId: string;
  readonly respondentRef: string;
  /** The source's words for answers; without it answers are whole numbers. */
  readonly scale?: Readonly<Record<string, number>>;
  /** The source's words for "does not apply" and "do not know". */
  readonly notApplicable?: readonly string[];
  readonly answers: Readonly<Record<string, string>>;
}

/**
 * How the source system signs what it posts, and how the body is read: `columns`, `rows` and `each` default to those of
 * `format`.
 */
export interface InboundPart {
  readonly hmac?: {
    readonly header: string;
    readonly algorithm: 'sha1' | 'sha256' | 'sha512';
    readonly encoding: 'hex' | 'base64';
    /** The text before the signature: `sha256=`. */
    readonly prefix?: string;
    /** The signed text as a template of `{body}` and `{timestamp}`; the body where absent. */
    readonly signs?: string;
  };
  readonly token?: { readonly header: string };
  readonly timestamp?: {
    readonly header: string;
    readonly maxAgeSeconds: number;
    readonly as?: 'epoch-seconds' | 'epoch-millis' | 'iso';
  };
  readonly columns?: readonly string[];
  readonly rows?: string;
  readonly each?: string;
  /** Name of a column with the moment at which the delivery arrived (ISO 8601), where the source gives none. */
  readonly receivedAt?: string;
}
