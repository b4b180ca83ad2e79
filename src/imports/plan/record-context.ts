import type { TicketAggregate } from '../../domain/ticket/state.js';
import type { Cells } from '../values/cells.js';
import type { FirstRow } from './first-rows.js';
import type { Story } from './replay.js';
import type { RowCommands } from './row-commands.js';
import type { Aspect } from './silent-rows.js';

/** A row on its way: what is missing taken out, its moment read. */
export interface Row {
  readonly number: number;
  readonly line: number | undefined;
  readonly cells: Cells;
  /** Without what is carried over from the row before. */
  readonly own: Cells;
  readonly at: string;
  /** Written by an autoresponder or a system account. */
  readonly automatic: boolean;
  /** Not for the department's eyes. */
  readonly private: boolean;
  /** Told before, by this file or another. */
  readonly isOnRecord: boolean;
}

/** What is the same for all rows of a record. */
export interface RecordContext {
  /** Of the ticket or the contact that the record becomes. */
  readonly id: string;
  readonly interactionId: string;
  readonly ticket: Story;
  readonly interaction: Story;
  readonly commands: RowCommands;
  /** Whether rows are snapshots, and go on from the present. */
  readonly goesOn: boolean;
  /** Of a history: the latest moment that is on record of it. */
  readonly latest: string | undefined;
  /** Of what rows say how the ticket stands at the export: when they come first, and not when they come again. */
  readonly present: ReadonlySet<Aspect>;
  /** The ticket as the log leaves it, where rows say so. */
  readonly onRecord: TicketAggregate;
  /** Of a history whose first row tells other things than the rest: the one that is on record as that. */
  readonly firstRow: FirstRow | undefined;
}

/**
 * How much of a row is sent. ALL; nothing that only this row tells, because it was TOLD before; or nothing at all, because it is OLDER than
 * a snapshot that was told.
 */
export type Telling = 'ALL' | 'TOLD' | 'OLDER';
