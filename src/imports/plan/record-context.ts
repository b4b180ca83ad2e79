import type { TicketAggregate } from '../../domain/ticket/state.js';
import type { Cells } from '../values/cells.js';
import type { FirstRow } from './first-rows.js';
import type { Story } from './replay.js';
import type { RowCommands } from './row-commands.js';
import type { Aspect } from './silent-rows.js';

/** A row being planned: missing values removed, its moment parsed. */
export interface Row {
  readonly number: number;
  readonly line: number | undefined;
  readonly cells: Cells;
  /** The cells without values carried over from the row before. */
  readonly own: Cells;
  readonly at: string;
  /** Written by an autoresponder or a system account. */
  readonly automatic: boolean;
  /** Hidden from the department. */
  readonly private: boolean;
  /** Already imported, from this file or another. */
  readonly isOnRecord: boolean;
  /** Whether rows that are only in the log stand between this row and the one before it in the file. */
  readonly followsRecord: boolean;
}

/** Context shared by all rows of a record. */
export interface RecordContext {
  /** Id of the ticket or contact that the record becomes. */
  readonly id: string;
  readonly interactionId: string;
  readonly commitmentId: string;
  readonly ticket: Story;
  readonly interaction: Story;
  readonly commands: RowCommands;
  /** Whether rows are snapshots, which continue from the present state. */
  readonly goesOn: boolean;
  /** For a history: the latest moment on record. */
  readonly latest: string | undefined;
  /** Aspects whose columns hold the state at the export. Rows state them when first imported, and not when imported again. */
  readonly present: ReadonlySet<Aspect>;
  /** The ticket as recorded; null unless there are such columns. */
  readonly onRecord: TicketAggregate;
  /** For a history whose first row causes other commands than the rest: the first row on record. */
  readonly firstRow: FirstRow | undefined;
}

/**
 * How much of a row is sent. ALL; TOLD: it is on record, so only facts that other rows share are sent; OLDER: nothing,
 * because a later snapshot is on record.
 */
export type Telling = 'ALL' | 'TOLD' | 'OLDER';
