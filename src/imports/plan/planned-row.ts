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
  TIME_BACKWARDS: 'dated before the row that it follows; its own time is recorded',
  BEFORE_OPENING: 'dated before its ticket was opened; its own time is recorded',
  MOMENTS_OUT_OF_ORDER: 'contains moments that contradict the order of the work; each is recorded as it is',
  CHANGED_AFTER_END: 'changes a closed or cancelled ticket',
  OLDER_SNAPSHOT: 'older than what is recorded of its ticket; its other content is not recorded',
  ROW_CHANGED: 'already recorded under its id with other content; the recorded content does not change',
  MOMENT_CHANGED: 'contains an earlier moment than is recorded of its ticket; the recorded moment does not change',
  ANSWER_CHANGED: 'contains another answer of a person whose answer is recorded; the recorded answer does not change',
  DUE_DATE_CHANGED:
    'contains another due date than the promised one; no agreement on it is known, so the promised one remains and the other is recorded once',
  REOPENED_UNSEEN:
    'contains a later end of a ticket that had ended; the reopening in between is recorded at the moment of that end',
  NOT_COMPARED:
    'the first row in the file of a ticket that is already recorded, and nothing shows whether its content is new (changes); this is not recorded',
  ROW_REPEATED: 'repeats an earlier row of its record, and is recorded once',
  ID_REPEATED: 'has an id (record.history) that an earlier row of its record has with other content; both are recorded',
  NO_CONTACT: 'refers to the contact in which its ticket was opened, but there was none; the rest is recorded',
  AFTER_LAST_ROW:
    'follows the row that was the last of its record (record.ended); its content is already recorded and is not recorded again',
  TIME_GUESSED:
    'has a time that occurs twice or never in its time zone, and is read as zone.ambiguous or zone.nonexistent declares',
  KEY_ALIKE:
    'its key (record.key) differs only in capitals or blanks from that of another record of the file; both are recorded (clean: upper makes them one)',
  TEXT_CUT: 'contains a text that is longer than allowed; it is cut',
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
