/** Why a row is not taken. Codes in capitals, listed in docs/mappings.md; a refused command brings its own. */
export const REJECT_CODES = [
  'BROKEN_ROW',
  'UNDECODABLE_TEXT',
  'EXCLUDED',
  'MISSING_KEY',
  'MISSING_VALUE',
  'KEY_NOT_CONTIGUOUS',
  'KEY_REPEATED',
  'AMBIGUOUS_JOIN',
  'INVALID_TIME',
  'TIME_WITHOUT_ZONE',
  'TIME_TO_COME',
  'UNKNOWN_STATE',
  'UNKNOWN_ACTIVITY',
  'UNKNOWN_VALUE',
  'ID_COLLISION',
  'INVALID_INPUT',
] as const;
export type RejectCode = (typeof REJECT_CODES)[number];

/** A reason in two wordings: for whoever imports, with the value that is wrong; and for the record, without what may tell of a person. */
export interface Reason {
  readonly detail: string;
  readonly withoutValues: string;
}
/** A reason; where it quotes a value, `withoutValues` is its wording for the record. */
export const reason = (detail: string, withoutValues = detail): Reason => ({ detail, withoutValues });

/** Characters of a value that a reason quotes: the first rejects are held in memory. */
const LONGEST_SHOWN = 200;

/** Thrown while a row is made into commands: the row is rejected whole, the next goes on. */
export class RowRejection extends Error {
  constructor(
    readonly code: RejectCode,
    detail: string,
    private readonly withoutValues = detail,
  ) {
    super(detail);
  }

  /** What is wrong with the text that stands in a column. */
  static ofValue(code: RejectCode, column: string, text: string, problem: string): RowRejection {
    const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
    return new RowRejection(code, `${column}: "${shown}" ${problem}`, `${column}: the value ${problem}`);
  }

  /** @param line where the row begins in the file, where that can be told */
  at(line: number | undefined): Reason {
    const place = line === undefined ? '' : `line ${line}: `;
    return reason(place + this.message, place + this.withoutValues);
  }
}
