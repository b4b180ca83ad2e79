import type { Cells } from '../values/cells.js';

/** A valid row, with missing values removed. */
export interface RecordRow {
  readonly number: number;
  readonly line: number | undefined;
  readonly cells: Cells;
  /** Rows of two groups of the file never belong to one record. */
  readonly group?: number | undefined;
}

/** The rows of one object of the source: a ticket's snapshots or events, in file order. */
export interface SourceRecord {
  readonly key: string;
  readonly rows: readonly RecordRow[];
  /** An earlier record of the file has the same key except for case or white space. */
  readonly isAlike?: boolean;
}
