/** Why a field is refused, by the code of the reason; `{name}` stands for one of its parameters. A test holds the list to the codes that there are. */
export const reasonsEn = {
  MISSING: 'This is needed.',
  UNKNOWN_FIELD: 'The server has no such field.',
  WRONG_TYPE: 'This has to be {type}.',
  NOT_ONE_OF: 'This has to be one of: {values}.',
  NOT_AN_ID: 'An id has 1 to 100 letters (without accents), digits, “_” and “-”, and begins with a letter or a digit.',
  NOT_A_MOMENT: 'This is no date with a time.',
  NOT_A_ZONE: 'This is no time zone; Europe/Zurich would be one.',
  BLANK: 'There is nothing to read here.',
  SPACE_AROUND: 'There may be no space at the beginning or the end.',
  NOT_UNICODE: 'The text has a character that is none.',
  TOO_LONG: '{most} characters at most.',
  TOO_MANY: '{most} at most.',
  TOO_FEW: 'At least {least}.',
  OUT_OF_RANGE: 'From {least} to {most}.',
  BEFORE: 'This may not be before {moment}.',
  NOT_AFTER: 'This has to be after {moment}.',
  STILL_TO_COME: 'This is still to come.',
  PASSED: 'This has passed already.',
  IMPLAUSIBLE: 'This has to be from {earliest} on and before {latest}.',
  ITSELF: 'Another one has to be named here: this is the same.',
  TWICE: '{value} stands there twice.',
  EXCLUDES: '“{other}” says this already: give one of the two.',
};

/** The types of fields. */
export const typesEn = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'yes or no',
  object: 'a group of fields',
  array: 'a list',
};
