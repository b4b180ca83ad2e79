import type { Fidelity, Position } from '../../domain/kernel/event.js';
import type { Notice } from '../plan/planned-row.js';
import type { EmptyMeasure } from './empty-measures.js';

/** Rejects, and rows of each warning, that a report names; the report file has all. */
export const MAX_NAMED = 100;

export interface Reject {
  /** Number of the data row, from 1. */
  readonly row: number;
  readonly code: string;
  readonly detail: string;
}
/** What is odd about a file, its columns or what it registers; what is odd about rows is in `NOTICES`. */
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
  /** The first hundred rows that it is about; the report file holds all. None where it is about the file. */
  readonly rows: readonly number[];
}

/** A row that is not taken, or of which something is odd, changed or not told: a line of the report file. */
export interface RowReport extends Reject {
  readonly kind: 'REJECTED' | 'WARNING';
}

/** What an import did; what `rapport import --json` prints. */
export interface ImportReport {
  readonly file: string;
  readonly mapping: string;
  /** `in` = `accepted` + `rejected`, always. */
  readonly rows: { readonly in: number; readonly accepted: number; readonly rejected: number };
  readonly records: number;
  readonly events: { readonly appended: number; readonly alreadyThere: number };
  /** Of the events appended, or that would be. */
  readonly byType: Readonly<Record<string, number>>;
  readonly fidelity: Readonly<Record<Fidelity, number>>;
  /** The first hundred; the report file holds all. */
  readonly rejects: readonly Reject[];
  readonly position: Position;
  readonly seconds: number;
  /** What is odd about the source though its rows were taken. */
  readonly warnings: readonly Warning[];
  /** Components of the score of which nothing was told, and why. */
  readonly emptyMeasures: readonly EmptyMeasure[];
  /** Nothing was appended: the run only decided. */
  readonly dryRun: boolean;
  /** Ended before the end of the file, as asked. Importing again goes on from there. */
  readonly stopped: boolean;
}
