import type { Fidelity, Position } from '../../domain/kernel/event.js';
import type { Notice } from '../plan/planned-row.js';
import type { EmptyMeasure } from './empty-measures.js';

/** Maximum rejects, and rows per warning, in a report; the report file has all. */
export const MAX_NAMED = 100;

export interface Reject {
  /** Number of the data row, from 1. */
  readonly row: number;
  readonly code: string;
  readonly detail: string;
}
/** Warnings about a file, its columns or its registrations; those about rows are in `NOTICES`. */
export const FILE_WARNINGS = [
  'ALREADY_REGISTERED',
  'NO_TARGETS',
  'NO_ROWS',
  'EMPTY_LINES',
  'COLUMN_NEVER_FILLED',
  'UNDECODABLE_TEXT',
  'JOINED_ROW_BROKEN',
  'NOT_JOINED',
] as const;
export interface Warning {
  readonly code: Notice | (typeof FILE_WARNINGS)[number];
  readonly count: number;
  readonly detail: string;
  /** The first hundred rows concerned; the report file has all. Empty for warnings about the file. */
  readonly rows: readonly number[];
}

/** A line of the report file: a row that was rejected, or that was accepted with a remark: something odd, changed or left out. */
export interface RowReport extends Reject {
  readonly kind: 'REJECTED' | 'WARNING';
}

/** The result of an import; printed by `rapport import --json`. */
export interface ImportReport {
  readonly file: string;
  readonly mapping: string;
  /** `in` = `accepted` + `rejected`, always. */
  readonly rows: { readonly in: number; readonly accepted: number; readonly rejected: number };
  readonly records: number;
  readonly events: { readonly appended: number; readonly alreadyThere: number };
  /** Counts of the appended events; in a dry run, of those that would be appended. */
  readonly byType: Readonly<Record<string, number>>;
  readonly fidelity: Readonly<Record<Fidelity, number>>;
  /** The first hundred; the report file has all. */
  readonly rejects: readonly Reject[];
  readonly position: Position;
  readonly seconds: number;
  /** Remarks on the source, though its rows were accepted. */
  readonly warnings: readonly Warning[];
  /** Components of the score without data, and why. */
  readonly emptyMeasures: readonly EmptyMeasure[];
  /** Nothing was appended: the run only decided. */
  readonly dryRun: boolean;
  /** Stopped on request before the end of the file. A repeated import resumes from there. */
  readonly stopped: boolean;
}
