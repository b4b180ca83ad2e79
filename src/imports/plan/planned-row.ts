import type { Command, SilentRow } from '../../domain/kernel/command.js';
import type { RapportError } from '../../domain/kernel/errors.js';
import type { RowRejection } from '../values/rejection.js';
import type { KnownCommand } from './known-record.js';

/** What is odd about a row though it is taken, or what of it is not told: history is recorded, not judged, and nothing is left out in silence. */
export const NOTICES = {
  TIME_BACKWARDS: 'rows are dated before the row they follow; each keeps its own time',
  BEFORE_OPENING: 'rows are dated before their ticket was opened; each keeps its own time',
  MOMENTS_OUT_OF_ORDER: 'rows tell moments that contradict the order of the work; each keeps its own time',
  CHANGED_AFTER_END: 'rows change a closed or cancelled ticket',
  OLDER_SNAPSHOT: 'rows are older than what is on record of their ticket; what they say else is not told',
  ROW_CHANGED: 'rows are known by their id, with other content; what is on record stays',
  MOMENT_CHANGED: 'rows tell an earlier moment of what is on record of their ticket; what is on record stays',
  ANSWER_CHANGED: 'rows tell another answer of somebody whose answer is on record; what is on record stays',
  REOPENED_UNSEEN:
    'rows tell a later end of a ticket that had ended; it was reopened in between, which is told at the moment of that end',
  NOT_COMPARED:
    'rows are the first that the file has of a ticket which is on record, and nothing there shows whether what they say is new (changes); that is not told',
  ROW_REPEATED: 'rows say the same as an earlier row of their record, and are told once',
  ID_REPEATED: 'rows have an id (record.history) that an earlier row of their record has with other content; both are told',
  NO_CONTACT: 'rows speak of the contact in which their ticket was opened, and none was told of; the rest is told',
  AFTER_LAST_ROW:
    'rows follow the one that was told as the last of its record (record.ended); what that told stays, and is not told again',
  TEXT_CUT: 'rows hold longer words than are kept; what fits is kept',
} as const;
export type Notice = keyof typeof NOTICES;

/** What a row asks for, by the streams that its commands go to and the order in which these must be there. */
export interface PlannedRow {
  readonly number: number;
  /** Teams and departments. Once an import each; they come first. */
  readonly registrations: readonly Command[];
  readonly ticket: readonly Command[];
  readonly interaction: readonly Command[];
  /** Once an import each. */
  readonly relationships: readonly Command[];
  /** To one stream that many records share: the organisation's benchmarks, or a survey's answers. */
  readonly contributions: readonly Command[];
  /** What of it the log has already. */
  readonly known: readonly KnownCommand[];
  readonly notices: readonly Notice[];
  /** What the domain refuses of it; the rest is sent. */
  readonly refusals: readonly { readonly command: string; readonly error: RapportError }[];
  /** What is to be on record of it where it changes nothing. */
  readonly trace: SilentRow | undefined;
}
export interface RejectedRow {
  readonly number: number;
  readonly line: number | undefined;
  readonly rejection: RowRejection;
}
/** Whether nothing is sent of it. */
export const isRejected = (row: PlannedRow | RejectedRow): row is RejectedRow => 'rejection' in row;
