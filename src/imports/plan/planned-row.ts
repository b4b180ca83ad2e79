import type { MakeCommitment } from '../../domain/commitment/commands.js';
import type { Command, SilentRow } from '../../domain/kernel/command.js';
import type { RapportError } from '../../domain/kernel/errors.js';
import type { RowRejection } from '../values/rejection.js';
import type { PriorCommand } from './prior-record.js';

/**
 * Remarks on accepted rows: something odd, or something left out. History is recorded, not judged, and nothing is omitted
 * silently. Each text follows the number of one or more rows.
 */
export const NOTICES = {
  TIME_BACKWARDS: 'dated before the row that it follows; it keeps its own time',
  BEFORE_OPENING: 'dated before its ticket was opened; it keeps its own time',
  MOMENTS_OUT_OF_ORDER: 'tells moments that contradict the order of the work; each keeps its own time',
  CHANGED_AFTER_END: 'changes a closed or cancelled ticket',
  OLDER_SNAPSHOT: 'older than what is on record of its ticket; what it says else is not told',
  ROW_CHANGED: 'known by its id, with other content; what is on record stays',
  MOMENT_CHANGED: 'tells an earlier moment of what is on record of its ticket; what is on record stays',
  ANSWER_CHANGED: 'tells another answer of somebody whose answer is on record; what is on record stays',
  DUE_DATE_CHANGED:
    'names another due date than the one that was promised; nobody is known to have agreed, so the promised one stays, and the other is put on record once',
  REOPENED_UNSEEN:
    'tells a later end of a ticket that had ended; it was reopened in between, which is told at the moment of that end',
  NOT_COMPARED:
    'the first that the file has of a ticket which is on record, and nothing there shows whether what it says is new (changes); that is not told',
  ROW_REPEATED: 'says the same as an earlier row of its record, and is told once',
  ID_REPEATED: 'has an id (record.history) that an earlier row of its record has with other content; both are told',
  NO_CONTACT: 'speaks of the contact in which its ticket was opened, and none was told of; the rest is told',
  AFTER_LAST_ROW:
    'follows the one that was told as the last of its record (record.ended); what that told stays, and is not told again',
  TIME_GUESSED:
    'has a time that the clocks of its zone show twice or never, and is read as zone.ambiguous or zone.nonexistent says',
  KEY_ALIKE:
    'its key (record.key) is that of another record of the file but for capitals or blanks; both are told (clean: upper makes them one)',
  TEXT_CUT: 'holds longer words than are kept; what fits is kept',
} as const;
export type Notice = keyof typeof NOTICES;

/** The commands of a row, by target stream and in the order in which the streams must exist. */
export interface PlannedRow {
  readonly number: number;
  /** Registrations of teams and departments. Sent first, once per import. */
  readonly registrations: readonly Command[];
  readonly ticket: readonly Command[];
  readonly interaction: readonly Command[];
  /** Sent once per import. */
  readonly relationships: readonly Command[];
  /** Commands to the record's commitment, planned from what its rows state. */
  readonly commitment: readonly Command[];
  /** What the row states of the record's commitment, if anything. */
  readonly promise: StatedPromise | undefined;
  /** Commands to streams shared by many records, which are not read beforehand: benchmarks, a survey's answers. */
  readonly contributions: readonly Command[];
  /** Its commands that are already on record. */
  readonly known: readonly PriorCommand[];
  readonly notices: readonly Notice[];
  /** Commands that the domain refuses; the others are sent. */
  readonly refusals: readonly { readonly command: string; readonly error: RapportError }[];
  /** What to record about the row where it changes nothing. */
  readonly trace: SilentRow | undefined;
}
/** What one row states of its record's commitment. Which of it is sent depends on the other rows and on the log. */
export interface StatedPromise {
  readonly row: Pick<SilentRow, 'id' | 'at'>;
  /** The due date that it names, as a promise of the ticket's team at that row. */
  readonly made: MakeCommitment | undefined;
  /** The moment that it names at which the promise was kept. */
  readonly kept: Command | undefined;
}
export interface RejectedRow {
  readonly number: number;
  readonly line: number | undefined;
  readonly rejection: RowRejection;
}
/** Whether the row was rejected, so that nothing of it is sent. */
export const isRejected = (row: PlannedRow | RejectedRow): row is RejectedRow => 'rejection' in row;
