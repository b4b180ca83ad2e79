/** Codes of rejected rows, listed in docs/mappings.md. A refused command adds its own error code. */
export const REJECT_CODES = [
  'BROKEN_ROW',
  'UNDECODABLE_TEXT',
  'EXCLUDED',
  'MISSING_KEY',
  'KEY_ROUNDED',
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

/**
 * A reason in two wordings: `detail` for the importing user, with the invalid value; `withoutValues` for the log, without
 * anything that may identify a person.
 */
export interface Reason {
  readonly detail: string;
  readonly withoutValues: string;
}
/** Creates a reason. Where `detail` quotes a value, pass a separate wording for the log. */
export const reason = (detail: string, withoutValues = detail): Reason => ({ detail, withoutValues });

/** Maximum characters of a quoted value, because the first rejects are held in memory. */
const LONGEST_SHOWN = 200;

/** Thrown while a row is converted to commands: rejects the whole row; the import continues with the next. */
export class RowRejection extends Error {
  constructor(
    readonly code: RejectCode,
    detail: string,
    private readonly withoutValues = detail,
  ) {
    super(detail);
  }

  /**
   * A rejection because a table of the mapping does not list the column's value, or lists none for a missing one.
   * @param otherwise the part of the mapping that would accept a missing value
   */
  static notListed(code: RejectCode, column: string, text: string | undefined, table: string, otherwise: string): RowRejection {
    if (text !== undefined) return RowRejection.ofValue(code, column, text, `is not in the table ${table}`);
    return new RowRejection(code, `${column}: the value is missing, and the mapping does not declare ${otherwise}`);
  }

  /** A rejection because of a column's value. */
  static ofValue(code: RejectCode, column: string, text: string, problem: string): RowRejection {
    const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
    return new RowRejection(code, `${column}: "${shown}" ${problem}`, `${column}: the value ${problem}`);
  }

  /** @param line where the row begins in the file; undefined where unknown */
  at(line: number | undefined): Reason {
    const place = line === undefined ? '' : `line ${line}: `;
    return reason(place + this.message, place + this.withoutValues);
  }
}
