import type { RapportError } from '../../domain/kernel/errors.js';
import { invalidFile } from './invalid-file.js';

// Limits on a file's structure (docs/mappings.md, "Limits"). Real exports are far below them. Anything beyond would cost
// memory, or time that grows with its square.

/** Maximum characters of a row: a CSV row or an NDJSON line, or the text between two rows of a JSON document or event log. */
export const LONGEST_ROW = 4 * 1024 * 1024;
export const MAX_COLUMNS = 10_000;
/** Maximum nesting of values or elements. */
export const DEEPEST = 100;
/** Maximum rows that one JSON object becomes by `each`. */
export const MAX_ROWS_OF_ONE = 100_000;
/**
 * Maximum ratio of an archive's unpacked to its packed size, once more than UNPACKED_FREELY is unpacked. Text exports reach
 * about fifty.
 */
const MAX_RATIO = 250;
const UNPACKED_FREELY = 256 * 1024 * 1024;

/** Problem text for a row beyond LONGEST_ROW. */
export const TOO_LONG = `it is longer than ${LONGEST_ROW} characters`;
export const TOO_DEEP = `it is nested deeper than ${DEEPEST} levels`;

/** INVALID_FILE for the whole file: what follows the oversized part cannot be told from it. */
export const beyondLimits = (what: string): RapportError =>
  invalidFile(
    'file',
    `The file exceeds a limit: ${what}`,
    'Check that it is the intended export and that the mapping describes its format; docs/mappings.md lists the limits.',
    { code: 'BEYOND_LIMITS' },
  );

/** Counts the characters since the last row. Throws INVALID_FILE beyond the maximum row length. */
export class RowLength {
  private length = 0;

  add(characters: number, rows: number): void {
    this.length = rows > 0 ? 0 : this.length + characters;
    if (this.length > LONGEST_ROW) throw beyondLimits(`no row ends within ${LONGEST_ROW} characters`);
  }
}

/** Throws INVALID_FILE for an archive that unpacks to an implausible multiple of its size. */
export function checkUnpacked(unpackedBytes: number, packedBytes: number | undefined): void {
  if (packedBytes === undefined || unpackedBytes <= Math.max(UNPACKED_FREELY, MAX_RATIO * packedBytes)) return;
  throw beyondLimits(`it unpacks to more than ${MAX_RATIO} times its size`);
}
