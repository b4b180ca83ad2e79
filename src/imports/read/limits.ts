import type { RapportError } from '../../domain/kernel/errors.js';
import { invalidFile } from './invalid-file.js';

// What a file may ask of whoever reads it (docs/mappings.md, "Limits"). Real exports are far below; what is beyond would cost memory, or time that
// grows with the square of it.

/** Characters of a row: a CSV row or a line of NDJSON; between two rows of a JSON document or an event log. */
export const LONGEST_ROW = 4 * 1024 * 1024;
export const MAX_COLUMNS = 10_000;
/** Values within values, elements within elements. */
export const DEEPEST = 100;
/** Rows that one JSON object becomes by `each`. */
export const MAX_ROWS_OF_ONE = 100_000;
/** How many times its packed size an archive may unpack to, once that is more than UNPACKED_FREELY. Exports of text reach some fifty. */
const MAX_RATIO = 250;
const UNPACKED_FREELY = 256 * 1024 * 1024;

/** What is longer than a row may be is no row. */
export const TOO_LONG = `it is longer than ${LONGEST_ROW} characters`;
export const TOO_DEEP = `it is nested deeper than ${DEEPEST} levels`;

/** The whole file is refused: what follows cannot be told from the part that goes too far. */
export const beyondLimits = (what: string): RapportError =>
  invalidFile(
    'file',
    `The file goes beyond what is read: ${what}`,
    'Check that it is the export that the mapping means, and what the mapping says of its format; docs/mappings.md has the limits.',
    { code: 'BEYOND_LIMITS' },
  );

/** Counts what was read since the last row; throws INVALID_FILE when that is more than a row may be. */
export class RowLength {
  private length = 0;

  add(characters: number, rows: number): void {
    this.length = rows > 0 ? 0 : this.length + characters;
    if (this.length > LONGEST_ROW) throw beyondLimits(`no row ends within ${LONGEST_ROW} characters`);
  }
}

/** Throws INVALID_FILE for an archive that unpacks to a multiple of its size that no table does. */
export function checkUnpacked(unpackedBytes: number, packedBytes: number | undefined): void {
  if (packedBytes === undefined || unpackedBytes <= Math.max(UNPACKED_FREELY, MAX_RATIO * packedBytes)) return;
  throw beyondLimits(`it unpacks to more than ${MAX_RATIO} times its size`);
}
