import type { Cells } from '../values/cells.js';

/** A sound row with what is missing taken out. */
export interface RecordRow {
  readonly number: number;
  readonly line: number | undefined;
  readonly cells: Cells;
  /** Rows of two groups of the file are never of one record. */
  readonly group?: number | undefined;
}

/** The rows of one thing of the source: a ticket's snapshots or events, in file order. */
export interface SourceRecord {
  readonly key: string;
  readonly rows: readonly RecordRow[];
  /** Another record of the file, before this one, has the same key but for capitals or blanks. */
  readonly isAlike?: boolean;
}
