import { isNaive, timeReader } from '../values/time-reader.js';

/** What a column looks like. */
export type Role = 'id' | 'state' | 'team' | 'department' | 'moment' | 'rating' | 'person';

export interface InferredColumn {
  readonly name: string;
  readonly role: Role | undefined;
  /** Of a moment: every format that reads all its texts. */
  readonly formats: readonly string[];
  /** Whether its times say no zone. */
  readonly isNaive: boolean;
  readonly filled: number;
  readonly different: number;
  /** Texts that stand for nothing, in whatever column. */
  readonly nothings: readonly string[];
  /** Of a moment: texts of no day, or of a time before there were such systems, which stand for none. */
  readonly placeholders: readonly string[];
}

const TIME_FORMATS = [
  'iso',
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm',
  'yyyy/MM/dd HH:mm:ss',
  'yyyy/MM/dd HH:mm:ss.SSS',
  'yyyy/MM/dd HH:mm',
  'dd.MM.yyyy HH:mm:ss',
  'dd.MM.yyyy HH:mm',
  'd/M/yyyy HH:mm',
  'd/M/yyyy HH:mm:ss',
  'M/d/yyyy HH:mm',
  'M/d/yyyy HH:mm:ss',
  'M/d/yyyy h:mm a',
  'M/d/yyyy h:mm:ss a',
  'M/d/yyyy, h:mm:ss a',
  'dd.MM.yyyy, HH:mm:ss',
  'dd.MM.yyyy, HH:mm',
  'yyyy-MM-dd HH:mm:ss z',
  'd-M-yyyy HH:mm:ss',
  'd-M-yyyy HH:mm',
  'd-MMM-yyyy HH:mm:ss',
  'd-MMM-yyyy HH:mm',
  'd/MMM/yy h:mm a',
  'MMM d, yyyy h:mm a',
  "yyyy-MM-dd'T'HH:mm:ss.SSSZZZ",
];

/** By name, in the order of trying: what names a person comes before what names a team of persons. */
const NAMES: readonly (readonly [Role, RegExp])[] = [
  ['state', /^(.*[ _.:])?(state|status|stage|zustand)$/i],
  ['rating', /(rating|csat|satisfaction|stars|bewertung|zufriedenheit)/i],
  ['team', /(gruppe|team$)/i],
  [
    'person',
    /(requester|caller|customer|submitter|reporter|assignee|assigned.?to|agent|technician|owner|author|resolver|contact.?person|user|mail|melder|benutzer|anwender|bearbeiter|techniker|anforderer|kunde|ersteller|(opened|created|changed|updated|modified|closed|resolved).?by$|von$)/i,
  ],
  ['team', /(assignment.?group|team|group|queue|desk)/i],
  [
    'department',
    /(department|dept|ward|division|organi[sz]ation|unit|company|client|location|site|entity|abteilung|station|klinik|standort|zweigstelle)/i,
  ],
  ['person', /name/i],
  ['id', /^(.*[ _.:])?(number|id|key|ref|case|ticket|incident|issue|.*nummer|vorgang)(.?(id|no|nr|number))?$/i],
  ['state', /^(activity|aktivität)$/i],
];
/** The attributes that the extensions of XES define. */
const OF_LOGS: Readonly<Record<string, Role>> = {
  'case:concept:name': 'id',
  'concept:name': 'state',
  'lifecycle:transition': 'state',
  'org:group': 'team',
  'org:role': 'team',
  'org:resource': 'person',
};
/** In documents a thing stands under its own name, and its name within it; elsewhere beside it. */
const INNER = /(?<=.)[._ ]?(name|value|label|title|display_?(name|value))$/i;
/** With which some systems mark columns that must be filled, and by which a header's repeated names are told apart. */
const MARKS = /([*+: ]|#\d+)+$/;
/** What systems write where there is nothing: signs, or a word for it. */
const NOTHING = /^([^\p{L}\d]+|null|nil|none|n\/?a|not (assigned|set)|unassigned|keine?|leer|nicht zugewiesen)$/iu;
/** Of which day it is nobody can say. */
const NO_DAY = /^[^\p{L}1-9]*$/u;
const MAX_PLACEHOLDERS = 3;
/** A year; not an offset from UTC. */
const LONG_AGO = /(^|[^\d+])(000\d|1[0-8]\d\d|19[0-7]\d)(\D|$)/;

/** What the columns of a table look like, by their names and what stands in them. */
export function columnRoles(columns: readonly string[], rows: readonly (readonly string[])[]): InferredColumn[] {
  return columns.map((name, index) => {
    const written = rows.map((cells) => (cells[index] ?? '').trim()).filter((text) => text !== '');
    const texts = written.filter((text) => !NOTHING.test(text));
    const days = texts.filter((text) => !NO_DAY.test(text));
    const placeholders = [...new Set(texts.filter((text) => NO_DAY.test(text) || LONG_AGO.test(text)))];
    // Many days of long ago are those on which people were born.
    const isOfOurTime = days.length > 0 && placeholders.length <= MAX_PLACEHOLDERS;
    const formats = isOfOurTime ? TIME_FORMATS.filter((format) => readsAll(format, name, days)) : [];
    const isMoment = formats.length > 0;
    return {
      name,
      role: isMoment ? 'moment' : roleOf(name),
      formats,
      isNaive:
        isMoment && (formats[0] === 'iso' ? !days.every((text) => /(Z|[+-]\d{2}:?\d{2})$/.test(text)) : isNaive(formats[0]!)),
      filled: texts.length,
      different: new Set(texts).size,
      nothings: [...new Set(written.filter((text) => NOTHING.test(text)))],
      placeholders: isMoment ? placeholders : [],
    };
  });
}

function roleOf(name: string): Role | undefined {
  const plain = name.replace(MARKS, '');
  const named = (text: string) => NAMES.find(([, pattern]) => pattern.test(text))?.[0];
  return OF_LOGS[name] ?? named(plain.replace(INNER, '')) ?? named(plain);
}

/** Whether every text is a moment in this format. Digits alone are more often a number. */
function readsAll(format: string, column: string, texts: readonly string[]): boolean {
  const read = timeReader(column, [format], { name: 'UTC' });
  try {
    return texts.every((text) => !/^\d+$/.test(text) && read(text) !== '');
  } catch {
    return false;
  }
}
