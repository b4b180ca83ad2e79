/** Why a row is not taken. Codes in capitals, listed in docs/mappings.md; a refused command brings its own. */
export type RejectCode =
  | 'BROKEN_ROW'
  | 'MISSING_KEY'
  | 'MISSING_VALUE'
  | 'KEY_NOT_CONTIGUOUS'
  | 'INVALID_TIME'
  | 'TIME_WITHOUT_ZONE'
  | 'UNKNOWN_STATE'
  | 'UNKNOWN_ACTIVITY'
  | 'UNKNOWN_VALUE'
  | 'ID_COLLISION'
  | 'INVALID_INPUT';

/** Thrown while a row is made into commands: the row is rejected whole, the next goes on. */
export class RowRejection extends Error {
  constructor(
    readonly code: RejectCode,
    detail: string,
  ) {
    super(detail);
  }
}
