import type { reasonsEn, typesEn } from './reasons-en.js';

export const reasonsDe: typeof reasonsEn = {
  MISSING: 'Das wird gebraucht.',
  UNKNOWN_FIELD: 'Ein solches Feld kennt der Server nicht.',
  WRONG_TYPE: 'Hier muss {type} stehen.',
  NOT_ONE_OF: 'Möglich sind: {values}.',
  NOT_AN_ID:
    'Eine Kennung hat 1 bis 100 Buchstaben (ohne Umlaute), Ziffern, „_“ und „-“ und beginnt mit einem Buchstaben oder einer Ziffer.',
  NOT_A_MOMENT: 'Das ist kein Datum mit Uhrzeit.',
  NOT_A_ZONE: 'Das ist keine Zeitzone; eine wäre Europe/Zurich.',
  BLANK: 'Hier ist nichts zu lesen.',
  SPACE_AROUND: 'Am Anfang und am Ende darf kein Leerzeichen stehen.',
  NOT_UNICODE: 'Der Text hat ein Zeichen, das keines ist.',
  TOO_LONG: 'Höchstens {most} Zeichen.',
  TOO_MANY: 'Höchstens {most}.',
  TOO_FEW: 'Mindestens {least}.',
  OUT_OF_RANGE: 'Von {least} bis {most}.',
  BEFORE: 'Das darf nicht vor {moment} liegen.',
  NOT_AFTER: 'Das muss nach {moment} liegen.',
  STILL_TO_COME: 'Das steht noch bevor.',
  PASSED: 'Das ist schon vorbei.',
  IMPLAUSIBLE: 'Das muss ab {earliest} und vor {latest} liegen.',
  ITSELF: 'Hier muss etwas anderes stehen: Das ist dasselbe.',
  TWICE: '{value} steht zweimal da.',
  EXCLUDES: 'Das sagt „{other}“ schon: eines von beiden.',
};

export const typesDe: typeof typesEn = {
  string: 'ein Text',
  integer: 'eine ganze Zahl',
  number: 'eine Zahl',
  boolean: 'ja oder nein',
  object: 'eine Gruppe von Feldern',
  array: 'eine Liste',
};
