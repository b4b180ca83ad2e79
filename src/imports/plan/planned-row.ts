import type { Command } from '../../domain/kernel/command.js';
import type { RapportError } from '../../domain/kernel/errors.js';
import type { RowRejection } from '../values/rejection.js';
import type { KnownCommand } from './known-record.js';
import type { Notice } from './notices.js';

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
}
export interface RejectedRow {
  readonly number: number;
  readonly line: number | undefined;
  readonly rejection: RowRejection;
}
export const isRejected = (row: PlannedRow | RejectedRow): row is RejectedRow => 'rejection' in row;
