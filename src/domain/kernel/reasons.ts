/**
 * Why a field is refused: codes with parameters, so that programs and translations need not
 * parse the English message. A code never changes its meaning; new ones may be added. docs/errors.md is generated from it.
 */
export const REASON_CODES = {
  MISSING: 'The field is required and missing.',
  UNKNOWN_FIELD: 'There is no such field.',
  WRONG_TYPE: 'The value is not of `type`: `string`, `integer`, `number`, `boolean`, `object`, `array`.',
  NOT_ONE_OF: 'The value is not one of `values`.',
  NOT_AN_ID: 'The text is not an id: 1 to 100 letters, digits, `_` and `-`, of which the first is a letter or digit.',
  NOT_A_MOMENT: 'The text is not an RFC 3339 moment with an offset from UTC.',
  NOT_A_ZONE: 'The text is not an IANA time zone.',
  BLANK: 'The text has no visible characters.',
  SPACE_AROUND: 'The text begins or ends with white space.',
  NOT_UNICODE: 'The text contains an invalid character: NUL, or half of a surrogate pair.',
  TOO_LONG: 'The text has more than `most` characters.',
  TOO_MANY: 'The list has more than `most` items.',
  TOO_FEW: 'There are fewer than `least` items.',
  OUT_OF_RANGE: 'The number is not between `least` and `most`, inclusive.',
  BEFORE: 'The moment is before `moment`.',
  NOT_AFTER: 'The moment is not after `moment`.',
  STILL_TO_COME: 'The moment is in the future.',
  PASSED: 'The moment is in the past.',
  IMPLAUSIBLE: 'The moment is before `earliest`, or not before `latest`: some systems use such moments for “none” or “never”.',
  ITSELF: 'The field names the object itself, where another one is required.',
  TWICE: '`value` occurs twice.',
  EXCLUDES: 'The field is given together with `other`, which has the same purpose.',
  MISPLACED: 'The field is not allowed with the present `other`.',
  NOT_LIKE: 'The text does not have the form of `example`.',
  ALL_ZERO: 'All values are 0, and at least one must not be.',
  TOO_LARGE: 'The file has more than `most` bytes.',
  BACKWARDS: 'The end is not after the beginning.',
  OVERLAPS: 'The period overlaps with another one.',
  NO_WHOLE_DAY: 'The period contains no whole day.',
  NO_WHOLE_QUARTERS: 'The period does not consist of whole calendar quarters.',
  NOT_BEFORE: 'The moment is not before `moment`.',
  IN_STATE: 'The state of the object that the field names is `state`, which rules this out.',
  ON_RECORD: 'What was recorded for `moment` rules this out.',
  OVER: 'The object that the field names ended, or will end, at `moment`.',
  GOES_ON_AS: 'The object that the field names continues as `ids` (after a merger, split or transfer).',
  CIRCLE:
    'This would close a circle through `ids`: the object that the field names already belongs to the other one, or has it as a successor.',
  SO_ALREADY: 'The object is already in the requested state.',
  OWN_STATEMENT: 'The same side or the same person stated this at `moment`; the other side must answer.',
  NOT_RELATED: 'There is no relationship between the team and the department.',
  HELD_BY_NONE: 'The ticket that the field names is not assigned to a team.',
  UNKNOWN: '`value` does not exist, or may not be named here.',
  TAKEN: '`value` already identifies another object.',
  NOTHING_THERE: 'There is nothing yet that this could refer to.',
  NOT_EMPTY: 'There is already something else here, and there must not be.',
  OTHER_VERSION: 'This belongs to another version of the program.',
  DAMAGED: 'The file cannot be read, or cannot be read to its end.',
  WRONG_FORM: 'The format of the file is not the one in which it is read.',
  WRONG_ENCODING: 'The encoding of the text is not the one in which it is read.',
  BEYOND_LIMITS: 'Something exceeds a limit; for files docs/mappings.md lists the limits.',
  NOT_UNDERSTOOD: 'This part of the mapping is not understood, or contradicts the rest of it.',
  NOT_JSON: 'The text is not JSON.',
  NOT_TAKEN: 'The import rejected all of it, because of `value`: one of the codes for rows in docs/mappings.md.',
  NOT_HTTP: 'The request is not valid HTTP here.',
} as const;

/** One reason of a refusal, with its parameters: plain numbers, moments in UTC, names and values of the API. */
export interface Reason {
  readonly code: keyof typeof REASON_CODES;
  readonly parameters?: Readonly<Record<string, string | number | readonly string[]>>;
}

/** A reason with its field, as a path in the input: `actor.ref`, `themes.0`. */
export interface FieldReason extends Reason {
  readonly field: string;
}
