/**
 * Why a field is refused: codes with parameters, so that programs and translations need not
 * parse the English message. A code never changes its meaning; new ones may be added. docs/errors.md is generated from it.
 */
export const REASON_CODES = {
  MISSING: 'The field is needed, and not there.',
  UNKNOWN_FIELD: 'There is no such field.',
  WRONG_TYPE: 'The value is not of `type`: `string`, `integer`, `number`, `boolean`, `object`, `array`.',
  NOT_ONE_OF: 'The value is none of `values`.',
  NOT_AN_ID: 'An id has 1 to 100 letters, digits, `_` and `-`, and begins with a letter or digit.',
  NOT_A_MOMENT: 'The text is no RFC 3339 moment with an offset from UTC.',
  NOT_A_ZONE: 'The text is no IANA time zone.',
  BLANK: 'The text shows nothing.',
  SPACE_AROUND: 'The text begins or ends with white space.',
  NOT_UNICODE: 'The text has a character that is none: NUL, or half of a surrogate pair.',
  TOO_LONG: 'The text has more than `most` characters.',
  TOO_MANY: 'The list has more than `most` items.',
  TOO_FEW: 'There are fewer than `least`.',
  OUT_OF_RANGE: 'The number is not from `least` to `most`.',
  BEFORE: 'The moment is before `moment`.',
  NOT_AFTER: 'The moment is not after `moment`.',
  STILL_TO_COME: 'The moment is still to come.',
  PASSED: 'The moment has passed.',
  IMPLAUSIBLE: 'The moment is not from `earliest` on and before `latest`: in some systems it stands for “none” or “never”.',
  ITSELF: 'A thing is named where another one has to be.',
  TWICE: '`value` stands there twice.',
  EXCLUDES: 'The field is given together with `other`, which says the same.',
  MISPLACED: 'The field has no place beside `other`, as that stands.',
  NOT_LIKE: 'The text is not of the form that `example` shows.',
  ALL_ZERO: 'All are 0, and one must not be.',
  TOO_LARGE: 'The file has more than `most` bytes.',
  BACKWARDS: 'The end is not after the beginning.',
  OVERLAPS: 'The stretch of time overlaps with another one.',
  NO_WHOLE_DAY: 'The period holds no whole day.',
  NO_WHOLE_QUARTERS: 'The period is not one of whole calendar quarters.',
  NOT_BEFORE: 'The moment is not before `moment`.',
  IN_STATE: 'The thing that the field names is `state`, which rules this out.',
  ON_RECORD: 'What is on record of `moment` stands.',
  OVER: 'The thing that the field names is over since `moment`, or will be then.',
  GOES_ON_AS: 'The thing that the field names goes on as `ids`.',
  CIRCLE: 'The thing that the field names belongs to, or goes on as, the one that is to belong to it or go on as it, over `ids`.',
  SO_ALREADY: 'The thing is so already.',
  HELD_BY_NONE: 'No team holds the ticket that the field names.',
  UNKNOWN: 'There is no `value`, or none that may be named here.',
  TAKEN: '`value` is another one already.',
  NOTHING_THERE: 'There is nothing yet that could be meant.',
  NOT_EMPTY: 'Something else is there, and must not be.',
  OTHER_VERSION: 'It is of another version of the program.',
  DAMAGED: 'The file cannot be read, or not to its end.',
  WRONG_FORM: 'The file is of another form than the one that it is read as.',
  WRONG_ENCODING: 'The text is not written in the encoding that it is read in.',
  BEYOND_LIMITS: 'There is more of something than is read; of files docs/mappings.md has the limits.',
  NOT_UNDERSTOOD: 'What a mapping says there cannot be understood, or does not go with the rest of it.',
  NOT_JSON: 'The text is no JSON.',
  NOT_TAKEN: 'Nothing of it was taken, for `value`: one of the codes for rows in docs/mappings.md.',
  NOT_HTTP: 'The request is not one that HTTP allows here.',
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
